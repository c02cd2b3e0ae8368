import { ForbiddenError, SignInRequiredError } from '#core/auth-errors.ts'
import type { MadeToken, ProgramToken, TokenRequest } from '#core/program-token.ts'
import { NoTokensError, UnknownTokenError } from '#core/token-errors.ts'
import type { LastSignIns } from './last-sign-ins.ts'
import { isProgramToken, type ProgramTokens } from './program-tokens.ts'
import type { HeaderReader, Proven, SignInMode } from './sign-in-mode.ts'

/**
 * The tokens of who sends a request. Only people have any, in a browser: a program that could make another token would outlive the one it
 * was given. Each throws `SignInRequiredError`, `ForbiddenError` for a program, and `NoTokensError` where the mode has none.
 */
export interface OwnTokens {
  /** Throws `TooManyTokensError`. */
  make(header: HeaderReader, request: TokenRequest): Promise<MadeToken>
  list(header: HeaderReader): Promise<ProgramToken[]>
  /** Throws `UnknownTokenError`. */
  revoke(header: HeaderReader, id: string): Promise<void>
}

interface TokenServices {
  mode: SignInMode
  tokens: ProgramTokens
  lastSignIns: LastSignIns
}

interface OwnTokenServices extends TokenServices {
  /** Who has a session, and what they proved it with. */
  sessionOf(header: HeaderReader): Promise<Proven | undefined>
  isSomebody(header: HeaderReader): Promise<boolean>
}

export function createOwnTokens({ mode, tokens, sessionOf, isSomebody }: OwnTokenServices): OwnTokens {
  async function person(header: HeaderReader): Promise<Proven> {
    const proven = header('authorization') === undefined ? await sessionOf(header) : undefined
    if (!proven && !(await isSomebody(header))) throw new SignInRequiredError()
    if (!mode.programTokens) throw new NoTokensError()
    if (!proven) throw new ForbiddenError()
    return proven
  }
  return {
    make: async (header, request) => tokens.make(await person(header), request),
    list: async (header) => tokens.list((await person(header)).principal.id),
    async revoke(header, id) {
      const { principal } = await person(header)
      if (!(await tokens.revoke(principal.id, id))) throw new UnknownTokenError()
    },
  }
}

/** Who comes with a program's token: its person, as they are by now. */
export async function principalByToken({ mode, tokens, lastSignIns }: TokenServices, token: string) {
  if (!mode.programTokens || !isProgramToken(token)) return undefined
  const found = await tokens.find(token)
  if (found?.principal.mode !== mode.name) return undefined
  // Where nobody here is told of changes, the last sign-in is what is known.
  const isKnownElsewhere = mode.programTokens.signedInWithinMs !== undefined
  const proven = isKnownElsewhere ? await lastSignIns.find(found.principal.id) : found
  // Other settings end a token for good, also when its person signs in with them.
  if (proven?.stamp !== found.stamp) return undefined
  const now = await mode.renew({ ...proven, startedAt: Date.now() })
  return now && { ...now, token: found.id }
}
