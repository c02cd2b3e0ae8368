import { expect, test } from 'vitest'
import { jobOf } from '#core/testing/job-of.ts'
import { Families } from './families.ts'

const children = { total: 2, done: 0, failed: 0 }
const parent = jobOf('pending', { id: 'books:1', queue: 'books', children })
const child = jobOf('success', { id: 'pages:1', queue: 'pages', parent: parent.id })
const jobs = (...list: (typeof parent)[]) => new Map(list.map((job) => [job.id, job]))
const readOf = (job: typeof parent) => (id: string) => (id === job.id ? job : undefined)
const entry = (event: string, jobId = '1') => ({ id: '1-0', fields: { event, jobId } })
const looks = new Map([['books', ['1']]])

test('nothing is read for a child whose parent nobody watches', () => {
  const families = new Families(jobs(child))
  expect(families.note('pages', [entry('completed')], readOf(child))).toBe(false)
  expect(families.take()).toEqual(new Map())
})

test('however many children end, their parent is read once', () => {
  const families = new Families(jobs(parent))
  expect(families.note('pages', [entry('completed'), entry('failed'), entry('added')], readOf(child))).toBe(true)
  expect(families.take()).toEqual(looks)
  expect(families.take()).toEqual(new Map())
})

test('what is gone already may have been a child of any watched parent', () => {
  const families = new Families(jobs(parent, jobOf('running')))
  expect(families.note('pages', [entry('progress'), entry('waiting')], () => undefined)).toBe(false)
  expect(families.note('pages', [entry('removed')], () => undefined)).toBe(true)
  expect(families.take()).toEqual(looks)
})

test('when a parent ends, its watched children are looked at: how long they are kept depends on it', () => {
  const families = new Families(jobs(child))
  const ended = jobOf('success', { id: 'books:1', queue: 'books', children })
  expect(families.note('books', [entry('completed')], readOf(ended))).toBe(true)
  expect(families.take()).toEqual(new Map([['pages', ['1']]]))
})
