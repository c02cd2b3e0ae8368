import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyJobEvents, boardOf, columnOf, columnTime } from './board.ts'
import { applyJobEvent } from './fold.ts'
import { jobStates } from './job-state.ts'
import { isSame } from './same.ts'
import { anyEvent } from './testing/arbitrary-event.ts'
import { anyJob } from './testing/arbitrary-job.ts'
import { jobOf } from './testing/job-of.ts'

const ids = ['mail:1', 'mail:2', 'mail:3']
const anyBoard = fc.subarray(ids).chain((some) => fc.tuple(...some.map(anyJob)).map(boardOf))
const anyBatch = fc.array(
  fc.constantFrom(...ids).chain((id) => anyEvent(id)),
  { maxLength: 12 },
)

test('[I3] an event that changes nothing returns the same board', () => {
  fc.assert(
    fc.property(anyBoard, anyBatch, (board, events) => {
      const next = applyJobEvents(board, events)
      expect(applyJobEvents(next, [])).toBe(next)
      const late = events.filter((event) => isSame(applyJobEvent(next.get(event.id), event), next.get(event.id)))
      expect(applyJobEvents(next, late)).toBe(next)
    }),
  )
})

test('a batch does to each job what the fold does, and nothing to the board it is given', () => {
  fc.assert(
    fc.property(anyBoard, anyBatch, (board, events) => {
      const before = new Map(board)
      const next = applyJobEvents(board, events)
      for (const id of ids) {
        const folded = events.filter((event) => event.id === id).reduce(applyJobEvent, before.get(id))
        expect(next.get(id)).toEqual(folded)
        expect(next.has(id)).toBe(folded !== undefined)
      }
      expect([...board]).toEqual([...before])
    }),
  )
})

test('[I10] an event about one job leaves every other card as it is', () => {
  fc.assert(
    fc.property(anyEvent('mail:1'), (event) => {
      const board = boardOf(ids.map((id) => jobOf('running', { id })))
      const next = applyJobEvents(board, [event])
      for (const id of ['mail:2', 'mail:3']) expect(next.get(id)).toBe(board.get(id))
    }),
  )
})

test.each(jobStates)('the column of %s holds its newest first, whatever order they came in', (state) => {
  const times = [1, 5, 3, 3].map((at) => ({ submittedAt: at, startedAt: at + 10, finishedAt: at + 20 }))
  const jobs = times.map((time, i) => jobOf(state, { id: `mail:${i}`, times: time }))
  const others = jobStates.filter((other) => other !== state).map((other) => jobOf(other, { id: `mail:${other}` }))
  const order = ['mail:1', 'mail:3', 'mail:2', 'mail:0']
  expect(columnOf([...others, ...jobs], state, 9).map((job) => job.id)).toEqual(order)
  expect(columnOf([...jobs, ...others].reverse(), state, 2).map((job) => job.id)).toEqual(order.slice(0, 2))
})

test.each([
  ['pending', 1],
  ['running', 2],
  ['success', 3],
  ['failure', 3],
] as const)('a job in %s is sorted by when it came there', (state, time) => {
  expect(columnTime(jobOf(state, { times: { submittedAt: 1, startedAt: 2, finishedAt: 3 } }))).toBe(time)
  expect(columnTime(jobOf(state, { times: { submittedAt: 1 } }))).toBe(1)
})

test('a job stands before its children, which were submitted in the same moment', () => {
  const children = ['mail:2', 'mail:9'].map((id) => jobOf('pending', { id, parent: 'mail:1' }))
  const jobs = [...children, jobOf('pending', { id: 'mail:1' })]
  expect(columnOf(jobs, 'pending', 2).map((job) => job.id)).toEqual(['mail:1', 'mail:9'])
})
