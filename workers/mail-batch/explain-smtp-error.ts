import type { NodemailerError } from 'nodemailer'
import { MailDeferredError, MailRefusedError, MailServerRefusalError, MailUnknownError } from './mail-error.ts'

interface About {
  to: string
  /** Whether the mail's bytes were on their way. */
  wasHandedOver: boolean
  password?: string
}

/** What a failure means for the mail: whether it was certainly not taken, and whether it may be on another try. */
export function mailErrorOf(thrown: unknown, { to, wasHandedOver, password }: About): Error {
  const error: Partial<NodemailerError> = thrown instanceof Error ? thrown : {}
  const said = withoutPassword(error.response ?? error.message ?? 'no reason given', password)
  const { responseCode = 0, code, command } = error
  if (code === 'EAUTH' && !isTemporary(responseCode)) {
    return new MailServerRefusalError(`The mail server does not accept the sign-in of SMTP_URL: ${said}`)
  }
  if (isFinal(responseCode) && command === 'MAIL FROM') {
    return new MailServerRefusalError(`The mail server refuses the sender: ${said}`)
  }
  // Of the mail or its recipient; other commands are about the connection.
  if (isFinal(responseCode) && (command === 'RCPT TO' || command === 'DATA')) return new MailRefusedError(said)
  // Whatever the server answered, it did not take the mail.
  if (isTemporary(responseCode)) {
    const isServerDown = responseCode === 421 || (command !== 'RCPT TO' && command !== 'DATA')
    return new MailDeferredError(`The mail server does not take the mail to ${to} now: ${said}`, isServerDown)
  }
  if (wasHandedOver && responseCode < 400) {
    return new MailUnknownError(`The connection broke while the mail was on its way: ${said}`)
  }
  return new MailDeferredError(`The mail server cannot be reached: ${said}`, true)
}

/** 503 says that the talk went wrong, and nothing about the mail. */
const isFinal = (responseCode: number) => responseCode >= 500 && responseCode !== 503

const isTemporary = (responseCode: number) => responseCode >= 400 && responseCode < 500

/** A server may repeat what it was sent. */
function withoutPassword(text: string, password: string | undefined): string {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, 500)
  return password ? line.replaceAll(password, '…') : line
}
