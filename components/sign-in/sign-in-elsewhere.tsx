import { buttonClass } from '#components/ui/button.tsx'

interface SignInElsewhereProps {
  mode: 'oidc' | 'header'
  /** Where to go afterwards. */
  target: string
  /** Why somebody was sent back here. */
  refused: unknown
}

/** What an address may make this page say; anything else in it says nothing. */
const reasons = new Map<unknown, string>([
  ['sign_in_failed', 'The sign-in was refused, or did not come back as it was begun. Sign in again.'],
  ['too_many_sign_ins', 'Too many attempts to sign in. Try again in 15 minutes.'],
  ['identity_unavailable', 'The provider does not answer. Try again in a moment.'],
  ['redis_unavailable', 'Waybill cannot sign anybody in now. Try again in a few seconds.'],
])

/** For people who are known elsewhere: the way there. */
export function SignInElsewhere({ mode, target, refused }: SignInElsewhereProps) {
  const reason = reasons.get(refused)
  return (
    <div className="mx-auto flex w-full max-w-md flex-col gap-5 px-4 py-12">
      <h1 className="font-semibold text-2xl tracking-tight">Sign in</h1>
      {mode === 'oidc' ? (
        // No Link: that would fetch the address before anybody wants to go there.
        <a href={`/api/session/oidc?then=${encodeURIComponent(target)}`} className={buttonClass('primary')}>
          Sign in
        </a>
      ) : (
        <p className="text-muted">
          The proxy in front of Waybill did not say who you are, or what it said could not be proved. Open Waybill by
          its public address, or ask who runs it.
        </p>
      )}
      {reason && (
        <p role="alert" className="text-failure">
          {reason}
        </p>
      )}
    </div>
  )
}
