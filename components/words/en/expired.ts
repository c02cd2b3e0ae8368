import { counted } from './counted.ts'

/** What is left of a job whose time is over. */
export const expired = {
  tab: (label: string) => `Expired: ${label}`,
  title: 'This job’s time is over',
  known: 'What is still known',
  submitted: 'Submitted',
  ended: 'Ended',
  expired: 'Expired',
  why: 'It was kept as long as its type promises. Its result, its log and its files are gone.',
  again: (title: string) => `Submit ${title} again`,
  goOn: 'Submit it again if they are still needed.',
  note: (count: string, n: number) => `This note stays for ${counted(count, n, 'day', 'days')} after the job expired.`,
}
