/** The page to sign in on. */
export const signIn = {
  token: 'Token',
  name: 'Name',
  password: 'Password',
  title: 'Sign in',
  ended: 'Your session is over. Sign in to go on where you were.',
  local:
    'Open the link that was printed when Waybill was started, or run {command} for a new one. Without signing in you see the jobs you submitted in this browser.',
  asking: 'Signing in…',
  isIn: 'You are signed in',
  isInText: 'There is no need to sign in again.',
  goOn: 'Go on',
  proxy:
    'The proxy in front of Waybill did not say who you are, or what it said could not be proved. Open Waybill by its public address, or ask who runs it.',
  refused: {
    sign_in_failed: 'The sign-in was refused, or did not come back as it was begun. Sign in again.',
    too_many_sign_ins: 'Too many attempts to sign in. Try again in 15 minutes.',
    identity_unavailable: 'The provider does not answer. Try again in a moment.',
    redis_unavailable: 'Waybill cannot sign anybody in now. Try again in a few seconds.',
  },
}
