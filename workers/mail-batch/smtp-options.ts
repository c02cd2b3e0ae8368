import type { SMTPConnectionAuth, SMTPConnectionOptions } from 'nodemailer'

export interface SmtpOptions {
  connection: SMTPConnectionOptions
  auth?: SMTPConnectionAuth
}

const loopback = ['localhost', '127.0.0.1', '[::1]']

/** Makes what nodemailer takes of `SMTP_URL`. A password never goes over the network in the clear. */
export function smtpOptions(smtpUrl: string): SmtpOptions {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl)
  const secure = protocol === 'smtps:'
  const auth = username === '' ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  return {
    auth,
    connection: {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (secure ? 465 : 587) : Number(port),
      secure,
      requireTLS: auth !== undefined && !secure && !loopback.includes(hostname),
      logger: false,
      dnsTimeout: 10_000,
      connectionTimeout: 15_000,
      greetingTimeout: 15_000,
      // A server may look at a mail for long before it takes it; whoever gives up too early does not know what became of it.
      socketTimeout: 120_000,
      socketCloseTimeout: 0,
    },
  }
}
