import { counted } from './counted.ts'

/** What can be done with the cards that are marked. */
export const selection = {
  size: (count: string, n: number) => `${counted(count, n, 'job', 'jobs')} selected`,
  retry: 'Retry',
  cancel: 'Cancel',
  clear: 'Clear',
}
