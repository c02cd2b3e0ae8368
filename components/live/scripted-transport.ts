import { vi } from 'vitest'
import type { Job } from '#core/job.ts'
import type { Changes, Cursor, Trouble, WatchAck, WatchRequest } from '#core/protocol.ts'
import { noCounts, type View } from '#core/view.ts'
import { WatchStore } from './watch-store.ts'
import type { WatchListener, WatchTransport } from './watch-transport.ts'

export const board: View = { kind: 'board', perState: 50 }
export const lingerMs = 100

export const cursorAt = (id: string): Cursor => ({ epoch: 'e', streams: { mail: id } })

export const job = (id: string, version = '1-0'): Job => ({
  id,
  queue: 'mail',
  type: 'mail',
  label: id,
  state: 'running',
  attempt: { current: 1, max: 1 },
  progress: { percent: 0 },
  stages: [],
  attempts: [],
  times: { submittedAt: 1, startedAt: 2 },
  tags: [],
  flags: [],
  version,
})

/** A server by hand: keeps what it was asked, and says what the test wants. */
export class ScriptedTransport implements WatchTransport {
  listener: WatchListener | undefined
  readonly asked: { request: WatchRequest; answer: (ack: WatchAck | undefined) => void }[] = []
  readonly unwatched: string[] = []
  wakes = 0
  connect(listener: WatchListener) {
    this.listener = listener
  }
  watch(request: WatchRequest, answer: (ack: WatchAck | undefined) => void) {
    this.asked.push({ request, answer })
  }
  unwatch(watch: string) {
    this.unwatched.push(watch)
  }
  wake() {
    this.wakes += 1
  }
  close() {}

  get last() {
    const last = this.asked.at(-1)
    if (!last) throw new Error('Nothing was asked yet.')
    return last
  }
  snapshot(...jobs: Job[]) {
    this.last.answer({ ok: true, mode: 'snapshot', cursor: cursorAt('1-0'), jobs, counts: noCounts, now: Date.now() })
  }
  changes(n: number, changes: Partial<Changes> = {}) {
    this.listener?.changes({
      watch: this.last.request.watch,
      n,
      cursor: cursorAt(`${n + 1}-0`),
      events: [],
      ...changes,
    })
  }
  replay(cursor: Cursor) {
    this.last.answer({ ok: true, mode: 'replay', cursor, now: Date.now() })
  }
  mark(n: number, now = Date.now(), trouble?: Trouble) {
    this.listener?.mark({ watch: this.last.request.watch, n, cursor: cursorAt('9-0'), now, trouble })
  }
}

export const progressed = (id: string, version: string, percent: number) =>
  ({ type: 'progressed', id, version, attempt: 1, progress: { percent } }) as const

/** A store with one listener of the board, before the connection is there. */
export function setup() {
  const transport = new ScriptedTransport()
  let wake = () => {}
  const store = new WatchStore(transport, {
    schedule: (work) => {
      const timer = setTimeout(work, 1)
      return () => clearTimeout(timer)
    },
    lingerMs,
    random: () => 0,
    onWake: (listener) => {
      wake = listener
      return () => {
        wake = () => {}
      }
    },
  })
  const heard = vi.fn()
  const leave = store.subscribe(board, heard)
  const percent = (id: string) => store.watch(board)?.job(id)?.progress.percent
  return { transport, store, heard, leave, percent, wake: () => wake() }
}

/** Frames are timers here, and timers are the test's. */
export const nextFrame = () => vi.advanceTimersByTime(1)

/** A store whose board is live and shows two running jobs. */
export function live() {
  const all = setup()
  all.transport.listener?.connected()
  all.transport.snapshot(job('mail:a'), job('mail:b'))
  nextFrame()
  all.heard.mockClear()
  return all
}
