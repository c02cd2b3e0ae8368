import { html as escaped } from '#workers/csv-report/html.ts'
import { InvalidMailsError } from './mail-error.ts'
import type { MailBatchInput } from './mail-input.ts'
import { type MailTemplate, parseTemplate } from './mail-template.ts'
import { type Recipient, recipientKey } from './recipient.ts'

/** What one recipient gets. */
export interface PlannedMail {
  recipient: Recipient
  subject: string
  text: string
  html?: string
}

export interface MailPlan {
  mails: { recipient: Recipient; write(): PlannedMail }[]
  /** Whose address stands further up on the list. */
  duplicates: { recipient: Recipient; first: Recipient }[]
}

/**
 * Decides who gets what, one mail for each address. Each mail is written once here, so that what cannot be written is found before the
 * first one is sent. Throws `InvalidMailsError`.
 */
export function planMails(input: MailBatchInput, recipients: readonly Recipient[]): MailPlan {
  const subject = parseTemplate(input.subject, 'subject')
  const text = parseTemplate(input.text, 'text')
  const html = input.html ? parseTemplate(input.html, 'HTML') : undefined
  const templates = { subject, text, ...(html && { HTML: html }) }
  const firsts = new Map<string, Recipient>()
  const plan: MailPlan = { mails: [], duplicates: [] }
  const problems = new Set<string>()
  for (const recipient of recipients) {
    const first = firsts.get(recipientKey(recipient))
    if (first) {
      plan.duplicates.push({ recipient, first })
      continue
    }
    firsts.set(recipientKey(recipient), recipient)
    const write = () => ({
      recipient,
      subject: subject.render(valuesOf(recipient)),
      text: text.render(valuesOf(recipient)),
      html: html?.render((column) => escaped`${valuesOf(recipient)(column)}`.markup),
    })
    for (const problem of problemsOf(recipient, templates)) problems.add(problem)
    plan.mails.push({ recipient, write })
  }
  if (problems.size > 0) throw new InvalidMailsError([...problems])
  if (plan.mails.length === 0) throw new InvalidMailsError(['The list has no recipients.'])
  return plan
}

const valuesOf = ({ values }: Recipient) => {
  return (column: string) => values.get(column.toLowerCase()) ?? ''
}

function problemsOf(recipient: Recipient, templates: Readonly<Record<string, MailTemplate>>): string[] {
  const { values, place } = recipient
  const unknown = Object.entries(templates).flatMap(([name, { columns }]) =>
    columns
      .filter((column) => !values.has(column.toLowerCase()))
      .map(
        (column) =>
          `The ${name} names {{${column}}}, which the list does not tell of everybody. It tells ${[...values.keys()].join(', ')}.`,
      ),
  )
  if (unknown.length > 0) return unknown
  // A line break would begin another header.
  const broken = /\p{Cc}/u.test(templates.subject?.render(valuesOf(recipient)) ?? '')
  return broken ? [`In ${place} a value for the subject has a line break or a control character.`] : []
}
