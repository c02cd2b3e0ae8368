import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jobProgressSchema, stageVisitSchema } from './job.ts'
import { keptStages } from './job-limits.ts'
import { type ProgressReport, progressOf, readProgress } from './progress-report.ts'

const report: ProgressReport = { v: 1, attempt: 2, seq: 7, stage: 'reading', stages: [{ stage: 'reading', at: 5 }] }

test('a report of our own is read with its fence, its custom state and its history', () => {
  const read = readProgress({ ...report, percent: 40, message: 'row 4 of 10' })
  expect(read).toMatchObject({ attempt: 2, stage: 'reading', stages: report.stages })
  expect(read.progress).toMatchObject({ percent: 40, message: 'row 4 of 10' })
})

test.each([
  [50, 50],
  [0, 0],
  [-5, 0],
  [250, 100],
  [12.5, 12.5],
  ['50', 50],
  ['33.3', 33.3],
  [{ progress: 10 }, 10],
  [{ percent: 20 }, 20],
  [{ percentage: 30 }, 30],
  [{ percent: 0, progress: 90 }, 0],
  [{ current: 1, total: 4 }, 25],
  [{ current: 9, total: 4 }, 100],
  [{ percent: -1 }, 0],
  [{ percent: 'many', percentage: 60 }, 60],
])('foreign progress %j is %s percent', (value, percent) => {
  expect(readProgress(value).progress.percent).toBe(percent)
  expect(readProgress(value).attempt).toBeUndefined()
})

test.each([
  [null],
  [undefined],
  ['half'],
  ['-5'],
  ['1e2'],
  [''],
  [Number.NaN],
  [Number.POSITIVE_INFINITY],
  [[]],
  [[50]],
  [{}],
  [{ percent: Number.NaN }],
  [{ percent: null }],
  [{ current: 1, total: 0 }],
  [{ current: 1 }],
  [true],
])('nobody knows how far %j is', (value) => {
  expect(readProgress(value).progress.percent).toBeNull()
})

test('a custom state of a foreign worker is shown as it is', () => {
  expect(readProgress({ stage: 'mixing', percent: 1 }).stage).toBe('mixing')
  expect(readProgress({ state: 'mixing' }).stage).toBe('mixing')
  expect(readProgress({ stage: 17 }).stage).toBeUndefined()
})

test('[I10] a field that cannot be used takes no other field with it', () => {
  const read = readProgress({ current: 3, total: 6, message: 'x'.repeat(5_000), stage: { name: 'mixing' } })
  expect(read).toMatchObject({ progress: { current: 3, total: 6, percent: 50 } })
})

test.each([
  ['of another version', { ...report, v: 2 }],
  ['without an attempt', { ...report, attempt: undefined }],
  ['with attempt zero', { ...report, attempt: 0 }],
  ['with a time no clock shows', { ...report, stages: [{ stage: 'reading', at: 1e300 }] }],
  ['with too long a history', { ...report, stages: Array(keptStages + 1).fill({ stage: 'a', at: 1 }) }],
])('a report %s fences nothing off', (_what, value) => {
  expect(readProgress(value).attempt).toBeUndefined()
  expect(readProgress(value).stages).toEqual([])
})

test('[I10] no value at all is an error, and what is read can always be shown', () => {
  const nearly = fc.record(
    {
      v: fc.constantFrom(1, 2),
      attempt: fc.oneof(fc.integer(), fc.anything()),
      seq: fc.nat(),
      percent: fc.oneof(fc.double(), fc.anything()),
      current: fc.double(),
      total: fc.double(),
      message: fc.anything(),
      stages: fc.oneof(fc.constant([]), fc.anything()),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof(fc.anything({ withNullPrototype: true }), nearly), (value) => {
      const { progress, stages } = readProgress(value)
      expect(jobProgressSchema.safeParse(progress).error).toBeUndefined()
      expect(stageVisitSchema.array().max(keptStages).safeParse(stages).error).toBeUndefined()
    }),
  )
})

test('percent is what was said, else what was counted, else unknown', () => {
  expect(progressOf({ percent: 10, current: 9, total: 10 }).percent).toBe(10)
  expect(progressOf({ current: 9, total: 10 }).percent).toBe(90)
  expect(progressOf({ message: 'warming up' }).percent).toBeNull()
  expect(progressOf({ current: 1e308, total: 1e-308 }).percent).toBeNull()
})

const steps = { done: 1, total: 4, label: 'Columns' }
test.each([
  ['counts in its step', { steps, current: 5, total: 10 }, 37.5],
  ['counts nothing', { steps }, 25],
  ['counts without end', { steps, current: 5 }, 25],
  ['counts too far', { steps, current: 50, total: 10 }, 50],
  ['says itself how far it is', { steps, percent: 90, current: 5, total: 10 }, 90],
  ['is at its end', { steps: { done: 4, total: 4 } }, 100],
  ['was there before', { steps: { done: 9, total: 4 } }, 100],
])('of work that consists of steps the whole is known when it %s', (_, said, percent) => {
  expect(progressOf(said)).toMatchObject({ percent, steps: said.steps })
  expect(readProgress({ ...report, ...said }).progress).toEqual(progressOf(said))
})
