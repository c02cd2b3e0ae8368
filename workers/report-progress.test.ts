import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keptStages } from '#core/job-limits.ts'
import { maxReportBytes, type ProgressReport } from '#core/progress-report.ts'
import { createProgressReporter, type ProgressReporterOptions } from './report-progress.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function reporter(over: Partial<ProgressReporterOptions> = {}) {
  const sent: ProgressReport[] = []
  const dropped: unknown[] = []
  const made = createProgressReporter({
    attempt: 2,
    stages: [],
    send: async (report) => void sent.push(report),
    onDropped: (error) => void dropped.push(error),
    ...over,
  })
  return { ...made, sent, dropped, percents: () => sent.map((report) => report.percent) }
}

const passed = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('[G13] a thousand calls become the first at once and the last a moment later', async () => {
  const { progress, percents } = reporter()
  for (let i = 0; i < 1_000; i += 1) progress({ percent: i / 10 })
  await passed(0)
  expect(percents()).toEqual([0])
  await passed(99)
  expect(percents()).toEqual([0])
  await passed(1)
  expect(percents()).toEqual([0, 99.9])
  await passed(10_000)
  expect(percents()).toEqual([0, 99.9])
})

test('[G13] at most ten a second go out, in order, however fast they come', async () => {
  const { progress, sent } = reporter()
  for (let ms = 0; ms < 1_000; ms += 5) {
    progress({ current: ms })
    await passed(5)
  }
  expect(sent.length).toBeLessThanOrEqual(11)
  expect(sent.length).toBeGreaterThanOrEqual(10)
  expect(sent.map((report) => report.seq)).toEqual(sent.map((_, i) => i))
  await passed(100)
  expect(sent.at(-1)?.current).toBe(995)
})

test.each([
  ['rejects', () => Promise.reject(new Error('Redis is away.'))],
  [
    'throws',
    () => {
      throw new Error('Redis is away.')
    },
  ],
])('[G13] a send that %s is counted, and the next report is tried', async (_how, send) => {
  const { progress, flush, dropped } = reporter({ send })
  expect(() => progress({ percent: 1 })).not.toThrow()
  progress({ percent: 2 })
  await passed(100)
  expect(dropped).toHaveLength(2)
  await flush()
})

test('[G13] a send that hangs delays nothing: no second one is begun, and a flush gives up', async () => {
  const send = vi.fn(() => new Promise<void>(() => {}))
  const { progress, flush } = reporter({ send })
  for (let i = 0; i < 50; i += 1) {
    progress({ percent: i })
    await passed(50)
  }
  expect(send).toHaveBeenCalledTimes(1)
  const flushed = vi.fn()
  void flush(2_000).then(flushed)
  await passed(1_999)
  expect(flushed).not.toHaveBeenCalled()
  await passed(1)
  expect(flushed).toHaveBeenCalled()
})

test('what is said while a slow send is on its way goes out after it, without another call', async () => {
  const sent: unknown[] = []
  const send = async (report: ProgressReport) => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    sent.push(report.percent)
  }
  const { progress } = reporter({ send })
  progress({ percent: 1 })
  await passed(150)
  progress({ percent: 2 })
  await passed(10_000)
  expect(sent).toEqual([1, 2])
})

test('a flush sends what waits and leaves no timer behind', async () => {
  const { progress, flush, percents } = reporter()
  progress({ percent: 1 })
  progress({ percent: 2 })
  await flush()
  expect(percents()).toEqual([1, 2])
  expect(vi.getTimerCount()).toBe(0)
})

test('a custom state starts counting anew and keeps its history, across attempts', async () => {
  const earlier = [{ stage: 'reading', at: 1, attempt: 1 }]
  const { progress, stage, flush, sent } = reporter({ stages: earlier, now: () => 9 })
  progress({ percent: 80 })
  stage('writing')
  await flush()
  expect(sent.at(-1)).toEqual({
    ...{ v: 1, attempt: 2, seq: 1, stage: 'writing' },
    stages: [...earlier, { stage: 'writing', at: 9, attempt: 2 }],
  })
})

test('a report never grows beyond its limit', async () => {
  const { progress, stage, flush, sent } = reporter()
  for (let i = 0; i < 100; i += 1) stage('\u0000'.repeat(100))
  progress({ message: '\u0000'.repeat(500) })
  await flush()
  expect(Buffer.byteLength(JSON.stringify(sent.at(-1)))).toBeLessThanOrEqual(maxReportBytes)
  expect(sent.at(-1)?.stages.length).toBeLessThanOrEqual(keptStages)
  expect(sent.at(-1)?.stages.length).toBeGreaterThan(0)
})

test('a stage from elsewhere keeps its time, and waits a moment for its first progress', async () => {
  const { stage, progress, sent, flush } = reporter({ breathMs: 10 })
  stage('reading', 5)
  await passed(9)
  expect(sent).toEqual([])
  progress({ percent: 0 })
  await passed(1)
  expect(sent).toMatchObject([{ stage: 'reading', percent: 0, stages: [{ stage: 'reading', at: 5 }] }])
  stage('writing', 6)
  await flush()
  expect(sent.at(-1)).toMatchObject({ stage: 'writing' })
  expect(vi.getTimerCount()).toBe(0)
})
