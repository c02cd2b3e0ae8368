import type { Principal } from '#core/principal.ts'
import type { SignInMode } from '../sign-in-mode.ts'

/** Asks nobody who they are: everybody on this machine is an admin. Cannot be had when others can reach it. */
export function createOpenMode(): SignInMode {
  const everybody: Principal = { id: 'admin', role: 'admin', name: 'Admin', mode: 'none' }
  return {
    name: 'none',
    byRequest: async () => everybody,
    // There is nothing to sign in to.
    renew: async () => undefined,
  }
}
