import { cpus } from 'node:os'

/** How busy the whole machine was, from 0 to 1: with nothing left over, everything measured on it waits for its turn. */
export class MachineMeter {
  #before = times()

  start(): void {
    this.#before = times()
  }

  stop(): number {
    const now = times()
    const all = now.all - this.#before.all
    return all === 0 ? 0 : 1 - (now.idle - this.#before.idle) / all
  }
}

function times(): { idle: number; all: number } {
  const each = cpus().map((cpu) => cpu.times)
  const idle = each.reduce((sum, time) => sum + time.idle, 0)
  return { idle, all: each.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, idle) }
}
