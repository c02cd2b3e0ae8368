import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RetryPolicy } from '#core/define-job.ts'
import { createBackoff } from './backoff.ts'

const dayMs = 24 * 60 * 60 * 1000

function waits(policy: Omit<RetryPolicy, 'attempts'> | undefined, count = 4, random = () => 0) {
  const problems: Error[] = []
  const onProblem = (error: Error) => void problems.push(error)
  const backoff = createBackoff(policy && { attempts: 10, ...policy }, { onProblem, random })
  const found = Array.from({ length: count }, (_, i) => backoff(i + 1, new RangeError('no answer')))
  return { found, problems: problems.map(({ message, cause }) => (cause ? `${message} ${cause}` : message)) }
}

const exponential = { type: 'exponential', delayMs: 100 } as const

test.each([
  ['nothing', undefined, [0, 0, 0, 0]],
  ['a fixed wait', { backoff: { type: 'fixed', delayMs: 70 } as const }, [70, 70, 70, 70]],
  ['exponential waits', { backoff: exponential }, [100, 200, 400, 800]],
  ['a cap', { backoff: exponential, maxDelayMs: 300 }, [100, 200, 300, 300]],
  ['a cap of nothing', { backoff: exponential, maxDelayMs: 0 }, [0, 0, 0, 0]],
  ['a function', { backoff: (failures: number) => failures * 5 }, [5, 10, 15, 20]],
  ['a function and a cap', { backoff: (failures: number) => failures * 5, maxDelayMs: 12 }, [5, 10, 12, 12]],
  ['a function of the error', { backoff: (_: number, error: Error) => error.message.length }, [9, 9, 9, 9]],
  ['parts of milliseconds', { backoff: () => 1.6 }, [2, 2, 2, 2]],
])('with %s the waits are as the policy says', (_, policy, expected) => {
  expect(waits(policy)).toEqual({ found: expected, problems: [] })
})

test.each([
  [0, 0, [100, 200]],
  [0.5, 0, [100, 200]],
  [0.5, 1, [50, 100]],
  [1, 0.25, [75, 150]],
  [7, 1, [0, 0]],
])('jitter %d takes a random part (%d) of its share off', (jitter, random, expected) => {
  expect(waits({ backoff: { ...exponential, jitter } }, 2, () => random).found).toEqual(expected)
})

test('no wait is longer than a day, unless the policy says so, and never longer than 30 days', () => {
  const endless = { backoff: () => Number.POSITIVE_INFINITY }
  expect(waits(endless, 1).found).toEqual([dayMs])
  expect(waits({ ...endless, maxDelayMs: 90 * dayMs }, 1).found).toEqual([30 * dayMs])
  expect(createBackoff({ attempts: 1, backoff: exponential }, { onProblem() {} })(2_000, undefined)).toBe(dayMs)
})

test.each([
  ['throws', () => JSON.parse('{'), 'threw'],
  ['answers no number', () => Number.NaN, 'is NaN'],
  ['answers a time that has passed', () => -1, 'is -1'],
  ['answers a text', () => '500' as unknown as number, 'is 500'],
  ['answers nothing', () => undefined as unknown as number, 'is undefined'],
])('a function that %s is replaced by exponential waits, and somebody is told', (_, backoff, problem) => {
  const { found, problems } = waits({ backoff }, 3)
  expect(found).toEqual([1_000, 2_000, 4_000])
  expect(problems).toHaveLength(3)
  expect(problems[0]).toContain(problem)
  expect(waits({ backoff, maxDelayMs: 1_500 }, 3).found).toEqual([1_000, 1_500, 1_500])
})

test('whatever a policy says, the wait is whole milliseconds between nothing and 30 days', () => {
  const number = fc.oneof(fc.double(), fc.integer(), fc.constant(undefined as unknown as number))
  const steps = fc.record({
    type: fc.constantFrom('fixed', 'exponential'),
    delayMs: number,
    jitter: fc.option(fc.double(), { nil: undefined }),
  })
  const backoff = fc.oneof(
    steps,
    number.map((answer) => () => answer),
  )
  fc.assert(
    fc.property(backoff, fc.option(number, { nil: undefined }), fc.integer({ min: 1, max: 5_000 }), (by, cap, n) => {
      const wait = createBackoff({ attempts: 3, backoff: by, maxDelayMs: cap }, { onProblem() {} })(n, 'It broke.')
      expect(Number.isInteger(wait) && wait >= 0 && wait <= 30 * dayMs).toBe(true)
    }),
  )
})
