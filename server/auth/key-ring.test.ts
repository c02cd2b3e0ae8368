import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createJobOwners } from './job-owners.ts'
import { createKeyRing, onlyKeysFor } from './key-ring.ts'

const job = { queue: 'mail', id: 'j_a' }
const root = () => randomBytes(32)

test('each purpose has a key of its own, the same one every time', () => {
  const secret = root()
  const [owner] = createKeyRing([secret]).keysFor('job owner')
  const [again] = createKeyRing([secret]).keysFor('job owner')
  const [link] = createKeyRing([secret]).keysFor('job link')
  expect(owner).toHaveLength(32)
  expect(again).toEqual(owner)
  expect(link).not.toEqual(owner)
  expect(owner).not.toEqual(secret)
})

test('after a rotation jobs keep their owners, and after the next one they do not', () => {
  const [old, current, next] = [root(), root(), root()]
  const mark = createJobOwners(createKeyRing([old])).mark('ada', job, 'mail')
  expect(createJobOwners(createKeyRing([current, old])).ownerIn(mark, job, 'mail')).toBe('ada')
  expect(createJobOwners(createKeyRing([next, current])).ownerIn(mark, job, 'mail')).toBeUndefined()
  const anew = createJobOwners(createKeyRing([current, old])).mark('ada', job, 'mail')
  expect(createJobOwners(createKeyRing([current])).ownerIn(anew, job, 'mail')).toBe('ada')
})

test('a mark proves one owner of one job of one type, and nothing else', () => {
  const owners = createJobOwners(createKeyRing([root()]))
  const mark = owners.mark('ada', job, 'mail')
  expect(owners.ownerIn(mark, job, 'mail')).toBe('ada')
  expect(owners.ownerIn({ ...mark, id: 'bob' }, job, 'mail')).toBeUndefined()
  expect(owners.ownerIn(mark, { ...job, id: 'j_b' }, 'mail')).toBeUndefined()
  expect(owners.ownerIn(mark, { ...job, queue: 'sms' }, 'mail')).toBeUndefined()
  expect(owners.ownerIn(mark, job, 'sms')).toBeUndefined()
  expect(owners.ownerIn({ ...mark, mac: '' }, job, 'mail')).toBeUndefined()
  expect(owners.ownerIn({ ...mark, mac: `${mark.mac}A` }, job, 'mail')).toBeUndefined()
  expect(owners.ownerIn(undefined, job, 'mail')).toBeUndefined()
  expect(createJobOwners(createKeyRing([root()])).ownerIn(mark, job, 'mail')).toBeUndefined()
})

test('the mark of a schedule proves its runs, and no job besides', () => {
  const owners = createJobOwners(createKeyRing([root()]))
  const [schedule, other] = ['s_abcdefghijklmnopqrstuvwxyz', 's_bbcdefghijklmnopqrstuvwxyz']
  const mark = owners.markRuns('ada', schedule, 'mail')
  const ownerOf = (id: string, type = 'mail', given = mark) => owners.ownerIn(given, { queue: 'mail', id }, type)
  expect([ownerOf(`repeat:${schedule}:1700000000000`), owners.ownerOfRuns(mark, schedule, 'mail')]).toEqual([
    'ada',
    'ada',
  ])
  const ids = [
    `repeat:${other}:1700000000000`,
    `repeat:${schedule}`,
    `repeat:${schedule}:x`,
    schedule,
    'j_a',
    `x:${schedule}:1`,
  ]
  for (const id of ids) expect(ownerOf(id), id).toBeUndefined()
  expect(ownerOf(`repeat:${schedule}:1`, 'images')).toBeUndefined()
  expect(ownerOf(`repeat:${schedule}:1`, 'mail', { ...mark, id: 'bob' })).toBeUndefined()
  // A mark of a job of that name is not one of all runs, and a run that is kept after its end has one of its own.
  const ofJob = owners.mark('ada', { queue: 'mail', id: `repeat:${schedule}:1` }, 'mail')
  expect([ownerOf(`repeat:${schedule}:1`, 'mail', ofJob), ownerOf(`repeat:${schedule}:2`, 'mail', ofJob)]).toEqual([
    'ada',
    undefined,
  ])
  expect(owners.ownerOfRuns(ofJob, schedule, 'mail')).toBeUndefined()
})

test('a process that is given the keys of one purpose has no others', () => {
  const roots = [root(), root()] as const
  const keys = onlyKeysFor('job owner', roots)
  expect(keys.keysFor('job owner')).toEqual(createKeyRing(roots).keysFor('job owner'))
  expect(() => keys.keysFor('job link')).toThrow('keys for "job owner" only')
})
