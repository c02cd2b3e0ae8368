import { counted } from './counted.ts'

/** What can be done with a job on its card and on its page, in English. */
export const actions = {
  retry: 'Retry',
  retryWith: (count: string, n: number) => `Retry with ${counted(count, n, 'child job', 'child jobs')}`,
  retrying: 'Retrying…',
  cancel: 'Cancel',
  cancelling: 'Cancelling…',
  endAll: (count: string) => `End ${count} jobs`,
  withChildren: (said: string, label: string) => `${said}: ${label} and its child jobs`,
}
