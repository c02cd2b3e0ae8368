import { WaybillError } from './errors.ts'

export class SignInRequiredError extends WaybillError {
  readonly code = 'sign_in_required'
  constructor() {
    super('Sign in first: in a browser on the page /sign-in, from a program with the header "Authorization: Bearer …".')
  }
}

export class SignInFailedError extends WaybillError {
  readonly code = 'sign_in_failed'
  /** `cause`: what exactly did not fit; for the log of who runs Waybill, not for whoever tries. */
  constructor(proof: keyof typeof reasons, cause?: unknown) {
    super(reasons[proof], { cause })
  }
}

const reasons = {
  token: 'This is not the token. It is in the file "token" of Waybill’s data directory.',
  link: 'This link was used before, or is older than a day. Run "npm run sign-in" for a new one.',
  password: 'The name or the password is wrong.',
  provider: 'The sign-in did not come back as it was begun, took longer than ten minutes, or was refused. Begin again.',
}

/** One answer for all of them: whoever tries links out learns nothing. */
export class LinkNotValidError extends WaybillError {
  readonly code = 'link_not_valid'
  constructor() {
    super(
      'This link does not work: its time is over, it was taken back, its job is gone, or it was not copied whole. Ask for a new one.',
    )
  }
}

/** Somebody may see the thing, and may not do that with it. */
export class ForbiddenError extends WaybillError {
  readonly code = 'forbidden'
  constructor() {
    super('You may not do this. Ask an operator, or sign in as somebody who may.')
  }
}

/** Somebody tries one password after another. */
export class TooManySignInsError extends WaybillError {
  readonly code = 'too_many_sign_ins'
  constructor(override readonly retryAfterSeconds: number) {
    super(`Too many attempts to sign in. Try again in ${Math.ceil(retryAfterSeconds / 60)} min.`)
  }
}

/** Links are for the person at the machine itself. */
export class SignInLinksUnavailableError extends WaybillError {
  readonly code = 'not_found'
  constructor() {
    super('There are no sign-in links here: they are made only where WAYBILL_AUTH is local.')
  }
}

/** People who are known elsewhere are sent there only where that is how they sign in. */
export class NoProviderError extends WaybillError {
  readonly code = 'not_found'
  constructor() {
    super('Nobody signs in at a provider here: that is possible only where WAYBILL_AUTH is oidc.')
  }
}

/** Whoever knows people, or the keys they are proved by, does not answer. */
export class IdentityUnavailableError extends WaybillError {
  readonly code = 'identity_unavailable'
  override readonly retryAfterSeconds = 10
  constructor(cause: unknown) {
    super('Who you are cannot be checked now, because the service that knows does not answer. Try again in a moment.', {
      cause,
    })
  }
}
