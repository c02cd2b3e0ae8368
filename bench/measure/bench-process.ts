import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Answer, Question } from './answer-questions.ts'
import { bundleProgram } from './bundle-program.ts'

/** A program of `bench/` in a process of its own, that can be asked what it knows. */
export class BenchProcess {
  #asked = 0

  private constructor(
    private readonly program: string,
    private readonly child: ChildProcess,
  ) {}

  /** Starts it and waits until it can be asked. */
  static async start(program: string, args: readonly (string | number)[] = []): Promise<BenchProcess> {
    const child = fork(await bundleProgram(program), args.map(String), {
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const started = new BenchProcess(program, child)
    await started.#heard((message) => message === 'ready')
    return started
  }

  get pid(): number {
    return this.child.pid ?? 0
  }

  /** The answer is what the program gives for this question; the two stand in one folder. */
  async ask<Value>(question: string, argument?: unknown): Promise<Value> {
    this.#asked += 1
    const asked: Question = { number: this.#asked, question, argument }
    this.child.send(asked)
    const { value } = (await this.#heard((message) => (message as Answer).number === asked.number)) as Answer
    return value as Value
  }

  /** Ends it at once: nothing here is worth an orderly end. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const exit = once(this.child, 'exit')
    this.child.kill('SIGKILL')
    await exit
  }

  #heard(isWanted: (message: unknown) => boolean): Promise<unknown> {
    const { child, program } = this
    return new Promise((resolve, reject) => {
      const onMessage = (message: unknown) => {
        if (isWanted(message)) done(() => resolve(message))
      }
      const onExit = () => done(() => reject(new Error(`${program} ended; the lines above say why.`)))
      const done = (settle: () => void) => {
        child.off('message', onMessage).off('exit', onExit)
        settle()
      }
      child.on('message', onMessage).once('exit', onExit)
    })
  }
}

/** Starts what `starting` holds, gives it to `use` and ends all of it, also when something went wrong. */
export async function withProcesses<Result>(
  use: (start: typeof BenchProcess.start) => Promise<Result>,
): Promise<Result> {
  const processes: BenchProcess[] = []
  try {
    return await use(async (program, args) => {
      const started = await BenchProcess.start(program, args)
      processes.push(started)
      return started
    })
  } finally {
    await Promise.all(processes.map((process) => process.stop()))
  }
}
