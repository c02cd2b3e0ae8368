import { expect, onTestFinished, test, vi } from 'vitest'
import { AskError } from '#components/api/ask.ts'
import { job, ScriptedTransport } from '#components/live/scripted-transport.ts'
import { WatchStore } from '#components/live/watch-store.ts'
import type { LogLine } from '#core/log-line.ts'
import type { LogPlace } from './fetch-log.ts'
import { JobLog } from './job-log.ts'

const line = (seq: number): LogLine => ({ seq, at: 1_000, level: 'info', text: `line ${seq}` })
const lines = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => line(from + i))
const gone = new AskError({ status: 0, code: 'unreachable', detail: 'The server cannot be reached.' })

/** A log that somebody looks at, of a server that has the lines `first` to `last`. */
function open(first: number, last: number, isAway = false) {
  const transport = new ScriptedTransport()
  const store = new WatchStore(transport, {
    schedule(work) {
      queueMicrotask(work)
      return () => undefined
    },
  })
  const server = { first, last, isAway }
  const asked: LogPlace[] = []
  const log = new JobLog('mail:a', store, {
    fillEveryMs: 1,
    async fetchLog(_id, place) {
      asked.push(place)
      if (server.isAway) throw gone
      if ('tail' in place) return lines(Math.max(server.first, server.last - place.tail + 1), server.last)
      const from = Math.max(server.first, place.after + 1)
      return lines(from, Math.min(server.last, from + place.limit - 1))
    },
  })
  const leave = log.subscribe(() => undefined)
  onTestFinished(() => {
    leave()
    store.close()
  })
  transport.listener?.connected()
  transport.snapshot(job('mail:a'))
  let n = 0
  const tell = (...told: LogLine[]) => {
    n += 1
    server.last = Math.max(server.last, ...told.map(({ seq }) => seq))
    transport.changes(n, { events: [{ type: 'logged', id: 'mail:a', version: '0-0', attempt: 1, lines: told }] })
  }
  const seqs = () => log.read().blocks.flatMap((block) => block.lines.map(({ seq }) => seq))
  const numbers = (from: number, to: number) => lines(from, to).map(({ seq }) => seq)
  const until = (from: number, to: number) =>
    vi.waitFor(() => expect(seqs()).toEqual(numbers(from, to)), { interval: 2 })
  return { transport, log, server, asked, tell, until, leave }
}

test('a log begins with its last lines and goes on with what is told', async () => {
  const { log, tell, until, asked, transport } = open(1, 300)
  expect(log.read()).toMatchObject({ state: 'loading', count: 0 })
  expect(transport.last.request.view).toEqual({ kind: 'job', id: 'mail:a', logs: true })
  await until(101, 300)
  tell(line(300))
  tell(line(301), line(302))
  await until(101, 302)
  expect(log.read()).toMatchObject({ state: 'here', hasOlder: true, reason: undefined })
  expect(asked).toEqual([{ tail: 200 }])
})

test('what was not told is fetched, from the line before it', async () => {
  const { tell, until, asked } = open(1, 10)
  await until(1, 10)
  tell(line(2_600))
  await until(1, 2_600)
  expect(asked.slice(1)).toEqual([
    { after: 10, limit: 1_000 },
    { after: 1_010, limit: 1_000 },
    { after: 2_010, limit: 589 },
  ])
})

test('[G6] of a log that was empty when it was opened nothing is missing, however much comes at once', async () => {
  const { log, tell, until } = open(1, 0)
  await vi.waitFor(() => expect(log.read().state).toBe('here'))
  tell(...lines(1_201, 1_700))
  await until(1, 1_700)
})

test('[G11] of a log that was empty when it was opened and now is cut, nothing that is gone is asked for twice', async () => {
  const { log, tell, until, server, asked } = open(1, 0)
  await vi.waitFor(() => expect(log.read().state).toBe('here'))
  server.first = 2_001
  tell(line(3_000))
  await until(2_001, 3_000)
  const { length } = asked
  for (const seq of [3_001, 3_002, 3_004]) tell(line(seq))
  await until(2_001, 3_004)
  expect(asked).toHaveLength(length + 1)
})

test('lines that the server no longer has are asked for once', async () => {
  const { server, tell, log, asked } = open(1, 10)
  await vi.waitFor(() => expect(log.read().state).toBe('here'))
  server.first = 500
  tell(line(520))
  await vi.waitFor(() => expect(log.read().count).toBe(10 + 21))
  tell(line(521))
  await vi.waitFor(() => expect(log.read().count).toBe(10 + 22))
  expect(asked.slice(1)).toEqual([{ after: 10, limit: 509 }])
})

test('older lines come on demand, until there are none', async () => {
  const { log, until, asked } = open(1, 900)
  await until(701, 900)
  await log.older()
  await until(201, 900)
  expect(log.read().hasOlder).toBe(true)
  await log.older()
  await until(1, 900)
  expect(log.read()).toMatchObject({ hasOlder: false, isFetchingOlder: false })
  expect(asked.slice(1)).toEqual([
    { after: 200, limit: 500 },
    { after: 0, limit: 200 },
  ])
})

test('when older lines are no longer kept, nobody is offered to ask for them again', async () => {
  const { log, until } = open(650, 900)
  await until(701, 900)
  await log.older()
  await until(650, 900)
  expect(log.read().hasOlder).toBe(false)
})

test('a log that cannot be fetched says why, and is tried again on demand', async () => {
  const { log, server, until } = open(1, 10, true)
  await vi.waitFor(() => expect(log.read().state).toBe('refused'))
  expect(log.read().reason).toBe('The server cannot be reached.')
  server.isAway = false
  log.retry()
  await until(1, 10)
  expect(log.read()).toMatchObject({ state: 'here', reason: undefined })
})

test('a hole that could not be filled is filled when more is told', async () => {
  const { log, server, tell, until } = open(1, 10)
  await until(1, 10)
  server.isAway = true
  tell(line(30))
  await vi.waitFor(() => expect(log.read().reason).toBeDefined())
  server.isAway = false
  tell(line(31))
  await until(1, 31)
  expect(log.read().reason).toBeUndefined()
})

test('[I7] nobody is asked once nobody looks', async () => {
  const { leave, tell, until, asked, transport } = open(1, 10)
  await until(1, 10)
  tell(line(9_000))
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(1), { interval: 1 })
  leave()
  const { length } = asked
  await vi.waitFor(() => expect(transport.unwatched).toHaveLength(1), { timeout: 3_000 })
  expect(asked).toHaveLength(length)
})
