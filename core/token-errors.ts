import { WaybillError } from './errors.ts'
import { maxTokens } from './token-limits.ts'

/** Where others know people, or everybody has one token, nobody makes tokens here. */
export class NoTokensError extends WaybillError {
  readonly code = 'not_found'
  constructor() {
    super('Nobody makes tokens here: that is possible only where WAYBILL_AUTH is password or oidc.')
  }
}

/** Also somebody else's: nobody is told which there are. */
export class UnknownTokenError extends WaybillError {
  readonly code = 'unknown_token'
  constructor() {
    super('You have no token with this id. It may have expired, or have been taken back.')
  }
}

export class TooManyTokensError extends WaybillError {
  readonly code = 'too_many_tokens'
  override readonly limit = maxTokens
  constructor() {
    super(`You have ${maxTokens} tokens already. Take one back that no program uses any more, then make this one.`)
  }
}
