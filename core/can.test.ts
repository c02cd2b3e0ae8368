import { expect, test } from 'vitest'
import { type Action, actions, can } from './can.ts'
import { type LinkScope, linkScopes } from './job-link.ts'
import { type Principal, roles } from './principal.ts'

type Answer = 'any' | 'own' | 'no'

/** The table once more, by hand: an action without a row does not compile. In the order of the roles, from submitter to admin. */
const expected: Record<Action, readonly [submitter: Answer, viewer: Answer, operator: Answer, admin: Answer]> = {
  'type.view': ['any', 'any', 'any', 'any'],
  'job.submit': ['any', 'no', 'any', 'any'],
  'job.follow': ['own', 'any', 'any', 'any'],
  'job.view': ['own', 'any', 'any', 'any'],
  'job.input.view': ['own', 'no', 'any', 'any'],
  'job.result.view': ['own', 'no', 'any', 'any'],
  'job.cancel': ['own', 'no', 'any', 'any'],
  'job.repeat': ['own', 'no', 'any', 'any'],
  'upload.use': ['own', 'no', 'any', 'any'],
  'job.share': ['own', 'no', 'any', 'any'],
  'job.retry': ['no', 'no', 'any', 'any'],
  'job.promote': ['no', 'no', 'any', 'any'],
  'job.remove': ['no', 'no', 'any', 'any'],
  'job.pin': ['no', 'no', 'any', 'any'],
  'board.view-all': ['no', 'any', 'any', 'any'],
  'ops.view': ['no', 'no', 'any', 'any'],
  'schedule.view': ['no', 'no', 'any', 'any'],
  'schedule.change': ['no', 'no', 'any', 'any'],
  'schedule.run': ['no', 'no', 'any', 'any'],
  'queue.pause': ['no', 'no', 'any', 'any'],
  'queue.drain': ['no', 'no', 'any', 'any'],
  'audit.view': ['no', 'no', 'no', 'any'],
  'user.manage': ['no', 'no', 'no', 'any'],
}

const cases = actions.flatMap((action) =>
  roles.map((role, i) => ({ action, role, answer: expected[action][i] ?? 'no' })),
)

test.each(cases)('$role, $action: $answer', ({ action, role, answer }) => {
  const ada: Principal = { id: 'ada', role, mode: 'password' }
  expect(can(ada, action, { kind: 'job', owner: 'ada' })).toBe(answer !== 'no')
  expect(can(ada, action, { kind: 'job', owner: 'bob' })).toBe(answer === 'any')
  expect(can(ada, action, { kind: 'upload', owner: 'bob' })).toBe(answer === 'any')
  // A job whose owner nobody can prove is nobody's.
  expect(can(ada, action, { kind: 'job', owner: undefined })).toBe(answer === 'any')
  expect(can(ada, action, { kind: 'queue', queue: 'ada' })).toBe(answer === 'any')
  expect(can(ada, action)).toBe(answer === 'any')
})

test('whoever is nobody may do nothing', () => {
  expect(actions.filter((action) => can(undefined, action))).toEqual([])
})

test('what is no action, and who has no role, is refused', () => {
  const ada: Principal = { id: 'ada', role: 'admin', mode: 'password' }
  // As if it came from data that was not parsed.
  expect(can(ada, 'job.destroy' as Action)).toBe(false)
  expect(can(ada, 'constructor' as Action)).toBe(false)
  expect(can({ ...ada, role: 'root' as 'admin' }, 'job.submit')).toBe(false)
  expect(can({ ...ada, role: 'toString' as 'admin' }, 'job.submit')).toBe(false)
})

const heldBy = (scope: LinkScope) => ({ id: 'link:mail:j_1', link: { job: 'mail:j_1', scope, expiresAt: 9 } })

test.each([
  ['view', ['job.follow']],
  ['view+download', ['job.follow', 'job.result.view']],
] as const)('a link to %s allows this and nothing else, and only with its own job', (scope, allowed) => {
  const holder = heldBy(scope)
  const may = (resource: Parameters<typeof can>[2]) => actions.filter((action) => can(holder, action, resource))
  // Whose job it is changes nothing.
  expect(may({ kind: 'job', id: 'mail:j_1', owner: undefined }).sort()).toEqual([...allowed])
  expect(may({ kind: 'job', id: 'mail:j_1', owner: 'ada' }).sort()).toEqual([...allowed])
  expect(may({ kind: 'job', id: 'mail:j_2', owner: holder.id })).toEqual([])
  expect(may({ kind: 'job', owner: holder.id })).toEqual([])
  expect(may({ kind: 'queue', queue: 'mail' })).toEqual([])
  expect(may(undefined)).toEqual([])
})

test('a link of a scope that does not exist allows nothing', () => {
  expect([...linkScopes]).toEqual(['view', 'view+download'])
  for (const scope of ['toString', 'admin', '']) {
    const holder = heldBy(scope as LinkScope) // as if it came from data that was not parsed
    expect(actions.filter((action) => can(holder, action, { kind: 'job', id: 'mail:j_1', owner: 'ada' }))).toEqual([])
  }
})
