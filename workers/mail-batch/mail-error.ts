/** The list or the templates are wrong. Found before the first mail is sent; another attempt reads the same. */
export class InvalidMailsError extends Error {
  override readonly name = 'InvalidMailsError'
  constructor(readonly problems: readonly string[]) {
    const shown = problems.slice(0, 10).join(' ')
    const more = problems.length > 10 ? ` And ${problems.length - 10} more.` : ''
    super(`${shown}${more} No mail was sent.`)
  }
}

/** The mail server refuses all mails of this job, whoever they are for. Somebody has to change something first. */
export class MailServerRefusalError extends Error {
  override readonly name = 'MailServerRefusalError'
}

/** The mail server refuses this mail, or its recipient, for good. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError'
}

/** The mail was certainly not taken, and may be on another try. `isServerDown`: so it is with all others. */
export class MailDeferredError extends Error {
  override readonly name = 'MailDeferredError'
  constructor(
    message: string,
    readonly isServerDown: boolean,
  ) {
    super(message)
  }
}

/** The connection broke when the mail was on its way: nobody knows whether it was taken. */
export class MailUnknownError extends Error {
  override readonly name = 'MailUnknownError'
}

/** Mails are left that can be sent by another attempt. */
export class MailsLeftError extends Error {
  override readonly name = 'MailsLeftError'
}
