import { defineJob } from '#core/define-job.ts'
import { formatCount } from '#workers/csv-report/format-count.ts'
import { checkMails } from '#workers/mail-batch/check-mails.ts'
import { composeMail } from '#workers/mail-batch/compose-mail.ts'
import { gatherRecipients } from '#workers/mail-batch/gather-recipients.ts'
import { InvalidMailsError, MailServerRefusalError } from '#workers/mail-batch/mail-error.ts'
import { mailBatchInput } from '#workers/mail-batch/mail-input.ts'
import type { MailOutcome } from '#workers/mail-batch/mail-outcome.ts'
import { mailResult, mailSummary, renderMailReport } from '#workers/mail-batch/mail-report.ts'
import { mailSamples } from '#workers/mail-batch/mail-samples.ts'
import { planMails } from '#workers/mail-batch/plan-mails.ts'
import type { Recipient } from '#workers/mail-batch/recipient.ts'
import { sendMails } from '#workers/mail-batch/send-mails.ts'
import { smtpOptions } from '#workers/mail-batch/smtp-options.ts'

const needsServer =
  'There is no mail server. Set SMTP_URL, such as smtp://user:password@mail.example.com:587, and start Waybill again.'

export default defineJob({
  title: 'Mail batch',
  description: 'Sends everybody on a list a mail made from a template, once, however often it is retried.',
  available: ({ smtpUrl }) => (smtpUrl === undefined ? needsServer : true),
  input: mailBatchInput,
  stages: { reading: 'Reading the list', sending: 'Sending mails', reporting: 'Writing the report' },
  retry: {
    attempts: 4,
    backoff: { type: 'exponential', delayMs: 15_000, jitter: 0.5 },
    giveUpOn: [InvalidMailsError, MailServerRefusalError],
  },
  label: ({ subject }) => subject,
  summary: mailSummary,
  samples: mailSamples,
  async run(input, { id, signal, stage, progress, log, files, once, env }) {
    const { from, perSecond, dryRun } = input
    if (env.smtpUrl === undefined) throw new MailServerRefusalError(needsServer)
    stage('reading')
    const recipients = await gatherRecipients(input, { files, signal, progress })
    const plan = planMails(input, recipients)
    signal.throwIfAborted()
    const total = plan.mails.length
    log.info(
      `${formatCount(total, 'mail', 'mails')} for ${formatCount(recipients.length, 'line', 'lines')} of the list.`,
    )
    stage('sending')
    const outcomes = new Map<Recipient, MailOutcome>()
    const counts = { sent: 0, failed: 0, unknown: 0, skipped: 0, checked: 0 }
    progress({ current: 0, total, unit: 'mails' })
    const onOutcome = (outcome: MailOutcome) => {
      outcomes.set(outcome.recipient, outcome)
      counts[outcome.state] += 1
      progress({ current: outcomes.size, total, unit: 'mails', message: mailSummary({ ...counts, dryRun }) })
      if (outcome.state === 'failed' || outcome.state === 'unknown') {
        log.warn(`${outcome.recipient.email}: ${outcome.state}. ${outcome.detail}`)
      }
    }
    const deliveries = plan.mails.map(({ recipient, write }) => ({
      recipient,
      compose: () => composeMail(id, from, write()),
    }))
    const report = async () => {
      const rows = recipients.flatMap((recipient) => outcomes.get(recipient) ?? [])
      await files.write('report.csv', renderMailReport(rows), { mediaType: 'text/csv' })
      return rows
    }
    try {
      if (dryRun) await checkMails(deliveries, { signal, onOutcome })
      else await sendMails(deliveries, { smtp: smtpOptions(env.smtpUrl), perSecond, once, signal, onOutcome })
    } catch (error) {
      const left = deliveries.filter(({ recipient }) => !outcomes.has(recipient))
      for (const { recipient } of left.slice(0, 100)) log.warn(`Not sent yet: ${recipient.email}`)
      if (left.length > 100) log.warn(`Not sent yet: ${left.length - 100} more.`)
      // Who got one is worth a file also now; an attempt that was told to stop may write no more.
      if (outcomes.size > 0 && !signal.aborted) await report().catch(() => log.warn('The report could not be written.'))
      throw error
    }
    stage('reporting')
    for (const { recipient, first } of plan.duplicates) {
      outcomes.set(recipient, { recipient, state: 'skipped', detail: `The same address as in ${first.place}.` })
    }
    return mailResult(await report(), dryRun)
  },
})
