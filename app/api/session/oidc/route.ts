import { ownPath } from '#components/sign-in/own-path.ts'
import { handleAnybody } from '../../handle.ts'
import { seeOther, toSignIn } from '../see-other.ts'

/** Sends a browser to the provider, to sign in there. */
export const GET = handleAnybody(
  async (request, { auth, env }) => {
    const then = ownPath(new URL(request.url).searchParams.get('then'))
    const home = new URL(env.identity.oidc?.redirectUri ?? request.url)
    // On this machine people come by more than one name, and the cookie must be there when the provider sends them back.
    if (env.identity.oidc && env.publicUrl === undefined && request.headers.get('host') !== home.host) {
      return seeOther(`${home.origin}/api/session/oidc?then=${encodeURIComponent(then)}`)
    }
    const { address, cookie } = await auth.beginElsewhere(then)
    return seeOther(address, cookie)
  },
  { refused: toSignIn },
)
