import type { MailOutcome } from './mail-outcome.ts'

/** How many unfinished mails the result names; the report has them all. */
const listed = 100

export interface MailCounts {
  sent: number
  /** Refused by the mail server for good. */
  failed: number
  /** Nobody knows whether they came; they were not sent again. */
  unknown: number
  /** Their address stands further up on the list. */
  skipped: number
  /** Written, but not sent: it was only to be checked. */
  checked: number
}

export interface MailResult extends MailCounts {
  dryRun: boolean
  unfinished: { email: string; state: 'failed' | 'unknown'; detail: string }[]
}

export function mailResult(outcomes: readonly MailOutcome[], dryRun: boolean): MailResult {
  const count = (wanted: MailOutcome['state']) => outcomes.filter(({ state }) => state === wanted).length
  const unfinished: MailResult['unfinished'] = []
  for (const { recipient, state, detail } of outcomes) {
    if (state !== 'failed' && state !== 'unknown') continue
    if (unfinished.length < listed) unfinished.push({ email: recipient.email, state, detail })
  }
  const [sent, failed, unknown] = [count('sent'), count('failed'), count('unknown')]
  return { sent, failed, unknown, skipped: count('skipped'), checked: count('checked'), dryRun, unfinished }
}

/** The result in a few words. */
export function mailSummary(result: MailCounts & Pick<MailResult, 'dryRun'>): string {
  const { sent, failed, unknown, skipped, checked, dryRun } = result
  if (dryRun) return `${checked.toLocaleString('en-US')} checked, none sent`
  const others = Object.entries({ failed, unknown, skipped }).filter(([, count]) => count > 0)
  return [['sent', sent] as const, ...others]
    .map(([name, count]) => `${count.toLocaleString('en-US')} ${name}`)
    .join(' · ')
}

/** One line for each line of the list. */
export function renderMailReport(outcomes: readonly MailOutcome[]): string {
  const rows = outcomes.map(({ recipient, state, detail, at = '' }) => [
    recipient.email,
    state,
    at,
    recipient.place,
    detail,
  ])
  return [['email', 'state', 'at', 'place', 'detail'], ...rows]
    .map((row) => `${row.map(quoted).join(',')}\r\n`)
    .join('')
}

const quoted = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
