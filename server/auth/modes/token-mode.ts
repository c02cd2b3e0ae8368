import type { AdminToken } from '../admin-token.ts'
import type { SignInMode } from '../sign-in-mode.ts'

/** Lets in who has the admin token, and nobody else. */
export function createTokenMode(token: AdminToken): SignInMode {
  return {
    name: 'token',
    asks: 'token',
    byToken: async (given) => ((await token.isIt(given)) ? (await token.admin())?.principal : undefined),
    prove: async (request) => ('token' in request && (await token.isIt(request.token)) ? token.admin() : undefined),
    async renew({ stamp }) {
      const admin = await token.admin()
      return admin?.stamp === stamp ? admin.principal : undefined
    },
  }
}
