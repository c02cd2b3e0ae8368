import type { Principal } from '#core/principal.ts'
import { sha256 } from '#server/sha256.ts'
import type { SignInMode } from '../sign-in-mode.ts'
import type { User, Users } from '../users.ts'
import { createPasswordCheck } from '../verify-password.ts'

/** Lets in who has a name and a password in the users file. */
export function createPasswordMode(users: Users): SignInMode {
  const isPassword = createPasswordCheck()
  const principalOf = ({ name, role }: User): Principal => ({ id: `user:${name}`, role, name, mode: 'password' })
  const stampOf = ({ password }: User) => sha256(password)
  return {
    name: 'password',
    asks: 'password',
    programTokens: {},
    async prove(request) {
      if (!('password' in request)) return undefined
      const user = await users.find(request.name.toLowerCase())
      // Also for nobody, so that both take as long.
      const isRight = await isPassword(request.password, user?.password)
      return user && isRight ? { principal: principalOf(user), stamp: stampOf(user) } : undefined
    },
    async renew({ principal, stamp }) {
      const user = await users.find(principal.name ?? '')
      // A role that was changed counts at once, and so does the end of a user or of a password.
      return user && stampOf(user) === stamp ? principalOf(user) : undefined
    },
  }
}
