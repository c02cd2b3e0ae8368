import { expect, test } from 'vitest'
import { scheduleOf } from './random-schedule.ts'

test('a seed always stands for the same schedule, and another seed for another', () => {
  expect(scheduleOf(7)).toEqual(scheduleOf(7))
  expect(scheduleOf(7)).not.toEqual(scheduleOf(8))
})

test('a schedule has faults in the order in which they happen', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const times = scheduleOf(seed).map(({ atMs }) => atMs)
    expect(times.length).toBeGreaterThan(0)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  }
})
