import type { JobContext } from '#core/define-job.ts'
import { NotDoneError } from '#core/not-done-error.ts'
import { wait } from '#workers/rehearsal/wait.ts'
import type { ComposedMail } from './compose-mail.ts'
import { MailDeferredError, MailRefusedError, MailUnknownError } from './mail-error.ts'
import { type MailOutcome, type ServerAnswer, serverAnswer } from './mail-outcome.ts'
import type { Turn } from './pace.ts'
import { type Recipient, recipientKey } from './recipient.ts'
import type { SmtpLine } from './smtp-line.ts'

export interface Delivery {
  recipient: Recipient
  compose(): Promise<ComposedMail>
}

export interface DeliveryOptions {
  once: JobContext<string>['once']
  line: SmtpLine
  turn: Turn
  signal: AbortSignal
  /** How long to wait, in milliseconds, before each further try. */
  pauses: readonly number[]
}

const mayHaveCome = 'It may have come: the worker or the connection was lost on the way. It was not sent again.'

/**
 * Sends one mail, unless this job did so before. Rejects with the last `MailDeferredError` when all tries were in vain, and with a
 * `MailServerRefusalError`.
 */
export async function deliverMail({ recipient, compose }: Delivery, options: DeliveryOptions): Promise<MailOutcome> {
  const { once, line, turn, signal, pauses } = options

  async function send(): Promise<ServerAnswer> {
    turn.use()
    try {
      await line.send(await compose())
      return { state: 'sent', at: new Date().toISOString() }
    } catch (error) {
      if (error instanceof MailRefusedError) {
        return { state: 'failed', at: new Date().toISOString(), detail: `Refused: ${error.message}` }
      }
      if (error instanceof MailUnknownError || !(error instanceof Error)) throw error
      throw new NotDoneError(error)
    }
  }

  for (const pause of [...pauses, undefined]) {
    await turn.take()
    try {
      const done = await once(recipientKey(recipient), serverAnswer, send)
      if (done.state === 'unknown') return { recipient, state: 'unknown', detail: mayHaveCome }
      return { recipient, detail: '', ...done.answer }
    } catch (error) {
      if (error instanceof MailUnknownError) return { recipient, state: 'unknown', detail: mayHaveCome }
      const reason = error instanceof NotDoneError ? error.cause : error
      if (!(reason instanceof MailDeferredError) || pause === undefined) throw reason
      await wait(pause, signal)
    }
  }
  throw new Error('A mail came to no end.')
}
