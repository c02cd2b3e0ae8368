import { expect, onTestFinished, test } from 'vitest'
import { type ProgressReport, progressReportSchema } from '#core/progress-report.ts'
import { createProgressReporter } from './report-progress.ts'

function reporter() {
  const sent: ProgressReport[] = []
  const dropped: unknown[] = []
  const made = createProgressReporter({
    attempt: 2,
    stages: [],
    send: async (report) => void sent.push(report),
    onDropped: (error) => void dropped.push(error),
  })
  onTestFinished(() => made.flush())
  return { ...made, sent, dropped }
}

const throwing = {
  get percent(): number {
    throw new Error('This getter fails.')
  },
}
const circular: Record<string, unknown> = {}
circular.message = circular

test.each<[string, unknown, Partial<ProgressReport>]>([
  ['NaN', { percent: Number.NaN }, { percent: undefined }],
  ['Infinity', { current: Number.POSITIVE_INFINITY, total: 5 }, { current: undefined, total: 5 }],
  ['a BigInt', { percent: 10n, current: 5 }, { percent: undefined, current: 5 }],
  ['a circle', circular, { message: undefined }],
  ['too little', { percent: -5 }, { percent: 0 }],
  ['too much', { percent: 250 }, { percent: 100 }],
  ['a number as text', { percent: '50' }, { percent: undefined }],
  ['no steps', { steps: 5, current: 1 }, { steps: undefined, current: 1 }],
  ['steps of nothing', { steps: { done: 0, total: 0 } }, { steps: undefined }],
  ['steps without end', { steps: { done: 1, total: Number.POSITIVE_INFINITY } }, { steps: undefined }],
  ['steps beyond the last', { steps: { done: 9, total: 3, label: 5, secret: 1 } }, { steps: { done: 3, total: 3 } }],
  ['steps below none', { steps: { done: -2, total: 3, label: 'a' } }, { steps: { done: 0, total: 3, label: 'a' } }],
  ['undefined', undefined, {}],
  ['null', null, {}],
  ['a number', 50, {}],
  ['a symbol', { unit: Symbol('x') }, { unit: undefined }],
  [
    'a novel',
    { message: 'x'.repeat(1_000_000), unit: 'y'.repeat(1_000) },
    { message: 'x'.repeat(500), unit: 'y'.repeat(40) },
  ],
])('[G13] progress of %s harms nothing, and what can be shown is sent', async (_what, update, expected) => {
  const { progress, flush, sent, dropped } = reporter()
  expect(() => progress(update as never)).not.toThrow()
  await flush()
  expect(sent).toHaveLength(1)
  for (const [key, value] of Object.entries(expected)) expect(sent[0]?.[key as keyof ProgressReport]).toEqual(value)
  expect(progressReportSchema.safeParse(sent[0]).error).toBeUndefined()
  expect(dropped).toEqual([])
})

test('[G13] a getter that throws is dropped and counted, and the next report goes out', async () => {
  const { progress, flush, sent, dropped } = reporter()
  expect(() => progress(throwing)).not.toThrow()
  expect(dropped).toHaveLength(1)
  progress({ percent: 7 })
  await flush()
  expect(sent.map((report) => report.percent)).toEqual([7])
})

test.each<[unknown]>([[10n], [circular], [undefined], ['x'.repeat(100_000)], [Object.create(null)]])(
  '[G13] no name of a custom state harms the job',
  async (name) => {
    const { stage, flush, sent } = reporter()
    expect(() => stage(name as never)).not.toThrow()
    await flush()
    expect(progressReportSchema.safeParse(sent[0]).error).toBeUndefined()
  },
)
