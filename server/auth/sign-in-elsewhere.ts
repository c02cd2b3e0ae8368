import { NoProviderError, SignInFailedError } from '#core/auth-errors.ts'
import type { Auth } from './auth.ts'
import { readCookie, setCookie } from './cookies.ts'
import type { HeaderReader, Proven, SignInMode } from './sign-in-mode.ts'
import type { SignInThrottle } from './sign-in-throttle.ts'
import { TokenRefusedError } from './verify-token.ts'

interface Options {
  elsewhere: SignInMode['elsewhere']
  /** Begins a session and returns its cookie. */
  start(proven: Proven, header?: HeaderReader): Promise<string>
  throttle: SignInThrottle
  /** The name of the cookie that a sign-in under way is recognised by. */
  cookie: string
  isSecure: boolean
}

/** As long as somebody may take to sign in elsewhere; then their browser forgets it, and soon the provider does. */
const attemptSeconds = 10 * 60

/** The cookie holds the attempt's secret and where its person wanted to go, so nothing has to be stored here. */
export function createSignInElsewhere(options: Options): Pick<Auth, 'beginElsewhere' | 'finishElsewhere'> {
  const { elsewhere, start, throttle, cookie: name, isSecure } = options

  return {
    async beginElsewhere(then) {
      if (!elsewhere) throw new NoProviderError()
      const { address, secret } = await elsewhere.begin()
      const value = `${secret}.${Buffer.from(then).toString('base64url')}`
      return { address, cookie: setCookie(name, value, { isSecure, seconds: attemptSeconds }) }
    },

    async finishElsewhere({ query, header, address }) {
      if (!elsewhere) throw new NoProviderError()
      const [secret = '', then = ''] = (readCookie(header('cookie'), name) ?? '').split('.')
      // Each attempt is an account of its own: whoever shares an address with many must not wait for them.
      await throttle.begin(secret, address)
      try {
        const proven = await elsewhere.finish(query, secret)
        await throttle.succeeded(secret, address)
        const over = setCookie(name, '', { isSecure, seconds: 0 })
        const target = Buffer.from(then, 'base64url').toString('utf8')
        return { principal: proven.principal, target, cookies: [await start(proven, header), over] }
      } catch (error) {
        if (error instanceof TokenRefusedError) throw new SignInFailedError('provider', error)
        throw error
      }
    },
  }
}
