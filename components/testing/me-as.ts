import { actions, can } from '#core/can.ts'
import type { Role } from '#core/principal.ts'
import type { Me } from '#core/sign-in.ts'

/** Somebody as the server would describe them to their own page. */
export function meAs(role: Role): Me {
  const principal = { id: 'me', role, name: 'Ada', mode: 'password' } as const
  const may = actions.filter((action) => can(principal, action, { kind: 'job', owner: 'me' }))
  return { role, name: 'Ada', mode: 'password', isVisitor: false, may }
}
