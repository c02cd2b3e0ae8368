import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { ComposedMail } from './compose-mail.ts'
import { mailErrorOf } from './explain-smtp-error.ts'
import type { SmtpOptions } from './smtp-options.ts'

/** Servers end connections that go on for ever. */
const mailsPerConnection = 100

type Done = (error?: Error | null) => void

/**
 * One connection to the mail server, opened when it is needed and used for one mail at a time. nodemailer's own pool sends a mail again
 * by itself when a connection breaks; here somebody else decides that.
 */
export class SmtpLine {
  private connection: SMTPConnection | undefined
  private mails = 0
  private giveUp: (error: Error) => void = () => {}

  constructor(private readonly options: SmtpOptions) {}

  /**
   * Resolves once the server has taken the mail. Rejects with a `MailDeferredError`, `MailRefusedError`, `MailServerRefusalError` or
   * `MailUnknownError`.
   */
  async send({ from, to, bytes }: ComposedMail): Promise<void> {
    const message = Readable.from([bytes])
    try {
      const connection = this.connection ?? (await this.open())
      try {
        await this.wait((done) => connection.send({ from, to }, message, (error) => done(error)))
      } catch (error) {
        // The server waits for the end of the transaction; a connection that cannot go on is closed.
        await this.wait((done) => connection.reset(done)).catch(() => this.close())
        throw error
      }
    } catch (error) {
      // It is read once the server has said that it listens; from then on it may have come to its end.
      throw mailErrorOf(error, { to, wasHandedOver: message.readableDidRead, password: this.options.auth?.pass })
    }
    this.mails += 1
    if (this.mails >= mailsPerConnection) this.close()
  }

  /** Breaks off whatever is on its way. */
  close(): void {
    this.connection?.close()
    this.connection = undefined
  }

  private async open(): Promise<SMTPConnection> {
    const { connection: settings, auth } = this.options
    const connection = new SMTPConnection(settings)
    this.connection = connection
    this.mails = 0
    // Without a listener it would end the process; whoever waits is told by `wait`.
    connection.on('error', (error: Error) => this.giveUp(error))
    connection.once('end', () => {
      if (this.connection === connection) this.connection = undefined
      const { giveUp } = this
      // A reason that is better known comes in the same moment.
      setImmediate(() => giveUp(new Error('The connection was closed.')))
    })
    try {
      await this.wait((done) => connection.connect(done))
      if (auth) await this.wait((done) => connection.login(auth, done))
      return connection
    } catch (error) {
      this.close()
      throw error
    }
  }

  /** A connection that is closed from this side does not call back. */
  private wait(begin: (done: Done) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.giveUp = reject
      begin((error) => (error ? reject(error) : resolve()))
    })
  }
}
