import { buttonClass } from '#components/ui/button.tsx'
import { signIn as w } from '#words/sign-in.ts'
import { SignInFrame } from './sign-in-frame.tsx'

interface SignInElsewhereProps {
  mode: 'oidc' | 'header'
  /** Where to go afterwards. */
  target: string
  /** Why somebody was sent back here. */
  refused: unknown
  /** Their session is over. */
  isEnded: boolean
}

/** What an address may make this page say; anything else in it says nothing. */
const reasons = new Map<unknown, string>(Object.entries(w.refused))

/** For people who are known elsewhere: the way there. */
export const SignInElsewhere = ({ mode, target, refused, isEnded }: SignInElsewhereProps) => (
  <SignInFrame isEnded={isEnded} refusal={reasons.get(refused)}>
    {mode === 'oidc' ? (
      // No Link: that would fetch the address before anybody wants to go there.
      <a href={`/api/session/oidc?then=${encodeURIComponent(target)}`} className={buttonClass('primary')}>
        {w.title}
      </a>
    ) : (
      <p className="text-muted">{w.proxy}</p>
    )}
  </SignInFrame>
)
