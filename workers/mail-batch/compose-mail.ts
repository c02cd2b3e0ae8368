import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { MailBatchInput } from './mail-input.ts'
import type { PlannedMail } from './plan-mails.ts'
import { recipientKey } from './recipient.ts'

export interface ComposedMail {
  from: string
  to: string
  bytes: Buffer
}

/** Makes the bytes that go over the wire. A mail of the same job to the same address always has the same Message-ID. */
export async function composeMail(
  jobId: string,
  from: MailBatchInput['from'],
  mail: PlannedMail,
): Promise<ComposedMail> {
  const { recipient, subject, text, html } = mail
  const node = new MailComposer({
    from: { name: from.name ?? '', address: from.address },
    to: { name: '', address: recipient.email },
    subject,
    text,
    html,
    messageId: messageIdOf(jobId, recipientKey(recipient), from.address),
    // Texts are texts here, and never the name of something to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
  }).compile()
  return { from: from.address, to: recipient.email, bytes: await node.build() }
}

/** Programs that get a mail twice after all can tell by it, and so can people who search a server's log. */
function messageIdOf(jobId: string, key: string, from: string): string {
  const digest = createHash('sha256').update(`${jobId}\n${key}`).digest('hex').slice(0, 32)
  return `<${digest}@${from.slice(from.lastIndexOf('@') + 1)}>`
}
