import type { JobContext } from '#core/define-job.ts'
import { type Delivery, deliverMail } from './deliver-mail.ts'
import { MailDeferredError, MailServerRefusalError, MailsLeftError } from './mail-error.ts'
import type { MailOutcome } from './mail-outcome.ts'
import { createPace } from './pace.ts'
import { SmtpLine } from './smtp-line.ts'
import type { SmtpOptions } from './smtp-options.ts'

export interface SendMailsOptions extends Pick<JobContext<string>, 'once' | 'signal'> {
  smtp: SmtpOptions
  perSecond: number
  /** Told of each mail once it is known what became of it. */
  onOutcome(outcome: MailOutcome): void
  /** How long to wait, in milliseconds, before a mail is tried again within the attempt. */
  pauses?: readonly number[]
}

const maxLines = 5

/** A server that defers so many mails defers all of them: it is asked again by the next attempt, not for each of them. */
const maxDeferred = 10

/** How long a mail that is on its way may take when the job is to stop: what is broken off there may or may not have come. */
const stopMs = 1_000

/**
 * Sends mails over a few connections, evenly spread over time. Resolves when each has its outcome; rejects with a `MailsLeftError` when
 * some are left for another attempt, with a `MailServerRefusalError`, or with the reason of the signal.
 */
export async function sendMails(mails: readonly Delivery[], options: SendMailsOptions): Promise<void> {
  const { smtp, perSecond, once, signal, onOutcome, pauses = [1_000, 4_000] } = options
  const left = mails.values()
  const turns = createPace(perSecond, signal)
  const lines = Array.from({ length: Math.min(maxLines, Math.ceil(perSecond / 4)) }, () => new SmtpLine(smtp))
  const deferred: MailDeferredError[] = []
  let done = 0
  let stopped: { by: unknown } | undefined

  async function work(line: SmtpLine): Promise<void> {
    const turn = turns()
    for (const mail of left) {
      try {
        onOutcome(await deliverMail(mail, { once, line, turn, signal, pauses }))
        done += 1
      } catch (error) {
        if (error instanceof MailDeferredError) deferred.push(error)
        if (!(error instanceof MailDeferredError) || error.isServerDown || deferred.length >= maxDeferred) {
          stopped ??= { by: error }
        }
      }
      // Mails that are on their way on other lines come to their end.
      if (stopped) return
    }
  }

  let breakOff: NodeJS.Timeout | undefined
  const stop = () => {
    breakOff = setTimeout(() => lines.map((line) => line.close()), stopMs)
  }
  signal.addEventListener('abort', stop, { once: true })
  try {
    await Promise.all(lines.map(work))
  } finally {
    signal.removeEventListener('abort', stop)
    clearTimeout(breakOff)
    for (const line of lines) line.close()
  }
  signal.throwIfAborted()
  const cause = stopped ? stopped.by : deferred[0]
  if (cause === undefined) return
  if (cause instanceof MailServerRefusalError || !(cause instanceof MailDeferredError)) throw cause
  const state = `${done} of ${mails.length} mails are done. Another attempt sends only what is missing.`
  throw new MailsLeftError(`${cause.message} ${state}`, { cause })
}
