import { actions, can } from '#core/can.ts'
import type { Principal } from '#core/principal.ts'
import type { Me } from '#core/sign-in.ts'

/** Who somebody is, as they may know it. Their id stays here: it is what their jobs are bound to. */
export function meOf(principal: Principal): Me {
  const { role, name, mode } = principal
  const own = { kind: 'job', owner: principal.id } as const
  return {
    role,
    name,
    mode,
    isVisitor: name === undefined,
    may: actions.filter((action) => can(principal, action, own)),
  }
}
