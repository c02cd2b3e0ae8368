import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StageVisit } from './job.ts'
import { jobOf } from './testing/job-of.ts'
import { followPace, type Pace, timeLeft } from './time-left.ts'

interface Look {
  /** Seconds since the attempt began. */
  at: number
  percent: number | null
  stages?: StageVisit[]
  attempt?: number
  /** Seconds as well. */
  startedAt?: number
}

const began = 1_000_000
const seen = ({ at, percent, stages = [], attempt = 1, startedAt = 0 }: Look) =>
  jobOf('running', {
    progress: { percent },
    stages,
    stage: stages.at(-1)?.stage,
    attempt: { current: attempt, max: 3 },
    times: { submittedAt: 0, startedAt: began + startedAt * 1_000 },
    version: `${began + at * 1_000}-0`,
  })

const follow = (looks: readonly Look[]) =>
  looks.reduce<Pace | undefined>((pace, look) => followPace(pace, seen(look)), undefined)

/** Seconds left, rounded, at `now` seconds. */
function left(looks: readonly Look[], now = looks.at(-1)?.at ?? 0): number | undefined {
  const pace = follow(looks)
  const ms = pace && timeLeft(pace, began + now * 1_000)
  return ms === undefined ? undefined : Math.round(ms / 1_000)
}

const first = [{ stage: 'first', at: began, attempt: 1 }]
const second = [...first, { stage: 'second', at: began + 10_000, attempt: 1 }]
const early = [{ stage: 'first', at: 5, attempt: 0 }]

test.each<[string, Look[], number | undefined]>([
  ['from the start of the attempt', [{ at: 10, percent: 10 }], 90],
  ['from the start, in the first stage', [{ at: 10, percent: 10, stages: first }], 90],
  ['from the start, after an earlier attempt', [{ at: 10, percent: 10, stages: [...early, ...first] }], 90],
  ['not in the first seconds', [{ at: 2.9, percent: 10 }], undefined],
  ['not without a percentage', [{ at: 10, percent: null }], undefined],
  ['not when nothing is done', [{ at: 10, percent: 0 }], undefined],
  ['not when all is done', [{ at: 10, percent: 100 }], undefined],
  ['not from one look at a later stage', [{ at: 20, percent: 50, stages: second }], undefined],
  [
    'from what was seen of a later stage, wherever its count began',
    [
      { at: 10, percent: 40, stages: second },
      { at: 15, percent: 45, stages: second },
    ],
    55,
  ],
  [
    'not right after the stage changed',
    [
      { at: 10, percent: 50, stages: first },
      { at: 12, percent: 50, stages: second },
      { at: 14, percent: 52, stages: second },
    ],
    undefined,
  ],
  [
    'not after it went back',
    [
      { at: 10, percent: 50, stages: first },
      { at: 20, percent: 60, stages: first },
      { at: 21, percent: 40, stages: first },
      { at: 23, percent: 42, stages: first },
    ],
    undefined,
  ],
  [
    'from the start of the next attempt, not of the first',
    [
      { at: 10, percent: 50, stages: first },
      { at: 20, percent: 60, stages: first },
      { at: 22, percent: 60, stages: first, attempt: 2, startedAt: 21 },
    ],
    undefined,
  ],
])('the time left is known %s', (_, looks, expected) => {
  expect(left(looks)).toBe(expected)
})

test('it counts down while nothing is heard, and stops being known when that goes on', () => {
  const looks = [{ at: 20, percent: 50 }]
  expect([20, 24, 28, 30].map((now) => left(looks, now))).toEqual([20, 16, 12, 10])
  expect(left(looks, 31)).toBeUndefined()
  // With an hour to go a minute of silence says little.
  expect(left([{ at: 600, percent: 10 }], 630)).toBe(5_370)
  expect(left([{ at: 600, percent: 10 }], 1_200)).toBeUndefined()
  expect(left(looks, 10)).toBe(20)
})

test('what a job did lately counts more than what it did at first', () => {
  const slow = Array.from({ length: 60 }, (_, i) => ({ at: i + 1, percent: (i + 1) / 6 }))
  const fast = Array.from({ length: 60 }, (_, i) => ({ at: 61 + i, percent: 10 + i + 1 }))
  expect(left(slow)).toBe(540)
  // By the average of all it would be 51; by the last minute 30.
  expect(left([...slow, ...fast])).toBeLessThan(36)
})

test('one jump changes little', () => {
  const steady = Array.from({ length: 60 }, (_, i) => ({ at: i + 1, percent: (i + 1) / 2 }))
  expect(left([...steady, { at: 60.1, percent: 31 }])).toBeGreaterThan(120)
})

test('a job that does not run, and one seen twice, leave the pace as it is', () => {
  const job = seen({ at: 10, percent: 10 })
  const pace = followPace(undefined, job)
  expect(followPace(pace, job)).toBe(pace)
  for (const state of ['pending', 'success', 'failure'] as const) expect(followPace(pace, jobOf(state))).toBeUndefined()
})

test('at a steady speed it is exact, however often and irregularly the job is seen', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 2, maxLength: 60 })
  fc.assert(
    fc.property(
      steps,
      fc.integer({ min: 0, max: 20_000 }),
      fc.integer({ min: 0, max: 3_000 }),
      (gaps, before, wait) => {
        const whole = gaps.reduce((sum, gap) => sum + gap, before) * 1.5
        let time = before
        const looks = gaps.map((gap) => {
          time += gap
          return { at: time / 1_000, percent: (time / whole) * 100 }
        })
        const pace = follow(looks)
        const found = pace && timeLeft(pace, began + time + wait)
        if (time < 3_000) expect(found).toBeUndefined()
        else expect(Math.abs((found ?? Number.NaN) - Math.max(0, whole - time - wait))).toBeLessThan(1)
      },
    ),
  )
})

test('whatever is seen, it is a time or unknown', () => {
  const look = fc.record({
    at: fc.double({ min: -100, max: 10_000, noNaN: true }),
    percent: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
    stages: fc.constantFrom([], first, second),
    attempt: fc.integer({ min: 1, max: 2 }),
  })
  fc.assert(
    fc.property(fc.array(look, { maxLength: 20 }), fc.integer({ min: 0, max: 20_000 }), (looks, now) => {
      const pace = follow(looks.map((each) => ({ ...each, at: Math.round(each.at * 1_000) / 1_000 })))
      const found = pace && timeLeft(pace, began + now * 1_000)
      expect(found === undefined || (Number.isFinite(found) && found >= 0)).toBe(true)
    }),
    { examples: [[[{ at: 3, percent: 2.5e-322, stages: [], attempt: 1 }], 0]] },
  )
})
