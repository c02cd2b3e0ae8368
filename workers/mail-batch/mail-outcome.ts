import { z } from 'zod'
import type { Recipient } from './recipient.ts'

/** What the mail server said of a mail. It is remembered for the life of the job. */
export const serverAnswer = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('sent'), at: z.string() }),
  z.strictObject({ state: z.literal('failed'), at: z.string(), detail: z.string() }),
])
export type ServerAnswer = z.infer<typeof serverAnswer>

/** What became of one line of the list. */
export interface MailOutcome {
  recipient: Recipient
  state: 'sent' | 'failed' | 'unknown' | 'skipped' | 'checked'
  detail: string
  /** When the server answered; ISO 8601. */
  at?: string
}
