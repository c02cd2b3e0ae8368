import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ProgressUpdate } from '#core/define-job.ts'
import { keptStages } from '#core/job-limits.ts'
import { keptLogLines } from '#core/log-line.ts'
import { gatherSaid } from './gather-said.ts'
import type { FromIsolate, Said } from './isolate-messages.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A gatherer whose messages wait when `isFree` is false. */
function start() {
  const posted: Said[] = []
  const port = { free: true }
  const post = (message: FromIsolate) => {
    if (message.type === 'said') posted.push(message)
  }
  return { posted, port, said: gatherSaid({ post, isFree: () => port.free }) }
}

const lines = (posted: readonly Said[]) => posted.flatMap((each) => each.lines.map(({ text }) => text))

test('[G13] what is said first goes out at once, and what follows by the clock, without a turn of the event loop', () => {
  const { said, posted } = start()
  said.stage('reading')
  said.progress({ percent: 1 })
  expect(posted).toMatchObject([{ stages: [{ name: 'reading' }] }, { stages: [], progress: { percent: 1 } }])
  for (let i = 0; i < 1_000; i += 1) said.log(`line ${i}`)
  const before = posted.length
  expect(before).toBeLessThan(20)
  vi.setSystemTime(Date.now() + 200)
  vi.advanceTimersByTime(0)
  said.flush()
  expect(posted).toHaveLength(before + 1)
  expect(lines(posted)).toHaveLength(1_000)
})

test('what waits goes out by itself when nothing more is said', () => {
  const { said, posted } = start()
  for (let i = 1; i <= 100; i += 1) said.progress({ current: i })
  vi.advanceTimersByTime(200)
  expect(posted.at(-1)?.progress?.current).toBe(100)
  expect(vi.getTimerCount()).toBe(0)
})

test('[G11] while nobody takes it, what can be put together is, and the count of lines stays right', () => {
  const { said, posted, port } = start()
  port.free = false
  for (let i = 1; i <= 5 * keptLogLines; i += 1) {
    said.log(`line ${i}`)
    said.stage(i % 2 ? 'odd' : 'even')
    said.progress({ current: i })
  }
  expect(posted).toEqual([])
  port.free = true
  vi.advanceTimersByTime(200)
  const [only] = posted
  expect(only?.stages).toHaveLength(keptStages)
  expect(only?.progress).toMatchObject({ current: 5 * keptLogLines })
  expect(only?.lines.length).toBeLessThanOrEqual(2 * keptLogLines)
  expect((only?.skipped ?? 0) + (only?.lines.length ?? 0)).toBe(5 * keptLogLines)
  expect(only?.lines.at(-1)?.text).toBe(`line ${5 * keptLogLines}`)
})

test('[G11] long lines that wait take no more than some megabytes', () => {
  const { said, posted, port } = start()
  port.free = false
  for (let i = 1; i <= 5_000; i += 1) said.log('x'.repeat(8_000))
  said.flush()
  expect(lines(posted).join('').length).toBeLessThan(17 * 2 ** 20)
  expect((posted[0]?.skipped ?? 0) + lines(posted).length).toBe(5_000)
})

test('[G13] progress that cannot be read is not said, and does no harm', () => {
  const { said, posted } = start()
  const hostile = {
    get percent(): number {
      throw new Error('no')
    },
  }
  expect(() => said.progress(hostile as ProgressUpdate)).not.toThrow()
  expect(posted).toEqual([])
})

test('progress of a stage that is over is not told of the next one', () => {
  const { said, posted, port } = start()
  port.free = false
  said.progress({ percent: 99 })
  said.stage('next')
  said.flush()
  expect(posted).toMatchObject([{ stages: [{ name: 'next' }], progress: undefined }])
})
