import type { Environment } from '#server/env.ts'
import type { RedisClient } from '#server/redis.ts'
import { createAdminToken, makeAdminToken } from './admin-token.ts'
import { type Auth, createAuth } from './auth.ts'
import { type CookieNames, cookieNames } from './cookies.ts'
import { createLastSignIns } from './last-sign-ins.ts'
import { createHeaderMode, requireKeys } from './modes/header-mode.ts'
import { createLocalMode } from './modes/local-mode.ts'
import { createOidcMode } from './modes/oidc-mode.ts'
import { createOpenMode } from './modes/open-mode.ts'
import { createPasswordMode } from './modes/password-mode.ts'
import { createTokenMode } from './modes/token-mode.ts'
import { createProviderClient } from './oidc/provider-client.ts'
import { createProgramTokens } from './program-tokens.ts'
import { createSessionStore } from './session-store.ts'
import { createSignInLinks, type SignInLinks } from './sign-in-links.ts'
import type { SignInMode } from './sign-in-mode.ts'
import { createSignInThrottle } from './sign-in-throttle.ts'
import { createUsers } from './users.ts'

export interface OpenedAuth {
  auth: Auth
  /** Only where such links work. */
  links?: SignInLinks
  /** The admin token, if it was made just now. */
  newToken?: string
}

type Settings = Pick<Environment, 'auth' | 'dataDir' | 'identity' | 'port' | 'prefix' | 'publicUrl'>

/** Sets up the way in which people say who they are, as the environment asks for it. */
export async function openAuth(env: Settings, redis: RedisClient): Promise<OpenedAuth> {
  await requireKeys(env.identity.header)
  const isSecure = env.publicUrl?.startsWith('https:') ?? false
  const names = cookieNames({ isSecure, port: env.port })
  const links = env.auth === 'local' ? createSignInLinks(redis, env.prefix) : undefined
  const newToken = env.auth === 'local' || env.auth === 'token' ? await makeAdminToken(env.dataDir) : undefined
  const sessions = createSessionStore(redis, env.prefix)
  const throttle = createSignInThrottle(redis, env.prefix)
  const tokens = createProgramTokens(redis, env.prefix)
  const lastSignIns = createLastSignIns(redis, env.prefix)
  const mode = modeOf(env, names, createSignInLinks(redis, env.prefix))
  return { auth: createAuth({ mode, sessions, throttle, tokens, lastSignIns, names, isSecure }), links, newToken }
}

// Unreachable: the environment was read as a whole.
const unset = new Error('The settings of the mode are missing.')

function modeOf({ auth, dataDir, identity }: Settings, { visitor }: CookieNames, links: SignInLinks): SignInMode {
  switch (auth) {
    case 'none':
      return createOpenMode()
    case 'local':
      return createLocalMode(createAdminToken(dataDir, 'local'), links, visitor)
    case 'token':
      return createTokenMode(createAdminToken(dataDir, 'token'))
    case 'password':
      return createPasswordMode(createUsers(dataDir))
    case 'header':
      if (!identity.header) throw unset
      return createHeaderMode(identity.header)
    case 'oidc':
      if (!identity.oidc) throw unset
      return createOidcMode(createProviderClient(identity.oidc), identity.oidc)
  }
}
