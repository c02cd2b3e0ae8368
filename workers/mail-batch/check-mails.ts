import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Delivery } from './deliver-mail.ts'
import type { MailOutcome } from './mail-outcome.ts'

/** Writes every mail and sends none. */
export async function checkMails(
  mails: readonly Delivery[],
  { signal, onOutcome }: { signal: AbortSignal; onOutcome(outcome: MailOutcome): void },
): Promise<void> {
  for (const { recipient, compose } of mails) {
    signal.throwIfAborted()
    await compose()
    onOutcome({ recipient, state: 'checked', detail: 'It was written and not sent.' })
    await nextTurn()
  }
}
