import { WaybillError } from './errors.ts'

export class SignInRequiredError extends WaybillError {
  readonly code = 'sign_in_required'
  constructor() {
    super('Sign in first: in a browser on the page /sign-in, from a program with the header "Authorization: Bearer …".')
  }
}

export class SignInFailedError extends WaybillError {
  readonly code = 'sign_in_failed'
  constructor(proof: keyof typeof reasons) {
    super(reasons[proof])
  }
}

const reasons = {
  token: 'This is not the token. It is in the file "token" of Waybill’s data directory.',
  link: 'This link was used before, or is older than a day. Run "npm run sign-in" for a new one.',
  password: 'The name or the password is wrong.',
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
