import type { FailureReason, JobState, PendingReason } from '#core/job-state.ts'
import { actions } from './actions.ts'
import { counted } from './counted.ts'

const jobs = (count: string, n: number) => counted(count, n, 'job', 'jobs')

const states: Record<JobState, string> = {
  pending: 'Pending',
  running: 'Running',
  success: 'Success',
  failure: 'Failure',
}

const empty: Record<JobState, string> = {
  pending: 'Nothing is waiting.',
  running: 'Nothing is running.',
  success: 'Nothing has finished yet.',
  failure: 'Nothing has failed.',
}

const pending: Record<PendingReason, string> = {
  queued: 'Waiting for a worker',
  scheduled: 'Scheduled',
  retrying: 'Next attempt',
  'waiting-for-children': 'Waiting for its child jobs',
  'queue-paused': 'The queue is paused',
}

const failure: Record<FailureReason, string> = {
  error: 'It failed with an error',
  cancelled: 'It was cancelled',
  timeout: 'It took too long',
  'worker-lost': 'Its worker was lost',
  'invalid-input': 'Its input was not valid',
  'result-too-large': 'Its result was too large to keep',
  corrupt: 'Its record cannot be read',
}

/** What the shell, the board and the parts that every page has say. A number comes as it is to be shown, and once more to count with where that matters. */
export const everywhere = {
  /** What a browser and a screen reader are told that the words are in. */
  language: 'en',
  states,
  empty,
  pending,
  failure,
  actions,
  time: {
    units: { day: 'd', hour: 'h', minute: 'min', second: 's', millisecond: 'ms' },
    justNow: 'just now',
    anyMoment: 'any moment',
    until: (span: string) => `in ${span}`,
    left: (span: string) => `about ${span} left`,
    fewSecondsLeft: 'a few seconds left',
    moreThanDayLeft: 'more than a day left',
  },
  bytes: (count: string, n: number) => counted(count, n, 'byte', 'bytes'),
  /** Of calls that went wrong in the browser. */
  problems: {
    unexpected: 'Something unexpected happened in this page. Reload it and try again.',
    unreachable: 'The server cannot be reached. Check the connection and try again.',
    cutOff: 'The answer was cut off. Check the connection and try again.',
    status: (status: number) => `The server answered with status ${status}. Try again in a moment.`,
  },
  connection: {
    connecting: 'Connecting',
    live: 'Live',
    'catching-up': 'Catching up',
    stale: 'Stale',
    offline: 'Offline',
    'no-redis': 'No Redis',
    offlineNote: '— showing what was last known',
  },
  account: {
    label: (name: string) => `Account of ${name}`,
    signIn: 'Sign in',
    visitor: 'You see the jobs you submitted in this browser',
  },
  shell: {
    product: 'Waybill',
    /** The name of a page in the tab of the browser. */
    tab: (page: string) => `${page} · Waybill`,
    /** What a button is for, and its key. */
    withKey: (what: string, key: string) => `${what} (${key})`,
    submitting: 'Submitting…',
    home: 'Waybill, to the board',
    skip: 'Skip to the content',
    pages: 'Pages',
    board: 'Board',
    workers: 'Workers',
    schedules: 'Schedules',
    audit: 'Audit',
    newJob: 'New job',
    theme: 'Switch between light and dark',
    commands: 'Search commands',
    keyHelp: 'Keyboard help',
    close: 'Close',
    loading: 'One moment…',
    dismiss: 'Dismiss',
    follow: 'Follow it',
    open: 'Open',
    notices: 'Notices',
    submitted: (title: string) => `${title} submitted.`,
    noWorker: 'No worker is online. Jobs wait until one is.',
    noRedis: 'Redis does not answer. What you see is what was last known; this page goes on by itself.',
    lastKnown: 'Showing what was last known',
  },
  search: {
    label: 'Search the board, or paste a job id',
    placeholder: 'Search or job id',
    clear: 'Clear the search',
  },
  board: {
    title: 'Board',
    columns: 'Columns',
    arrived: (count: string) => `${count} new`,
    more: (count: string) => `and ${count} more`,
    atLeast: (count: string) => `${count}+`,
    movedTo: (state: string) => `moved to ${state}`,
    gone: 'no longer here',
    started: 'Started',
    since: 'Time since it started',
    submitted: 'submitted {time}',
    foreign: 'foreign',
    foreignTitle: 'Nothing proves who submitted this job here. Most likely another program added it.',
    took: (span: string) => `took ${span}`,
    childrenOf: (label: string) => `Child jobs of ${label}`,
    progressOf: (label: string) => `Progress of ${label}`,
    select: (label: string) => `Select ${label}`,
    retryAsked: (count: string, n: number) => `${jobs(count, n)} will run again.`,
    cancelAsked: (count: string, n: number) => `${jobs(count, n)} asked to end.`,
    refused: (count: string, n: number, why: string) => `${jobs(count, n)} refused: ${why}`,
    nothingToRetry: 'Only jobs that failed can be retried.',
    nothingToCancel: 'Only jobs that have not ended can be cancelled.',
  },
  rights: {
    retry: 'You may not retry jobs. Ask an operator.',
    cancel: 'You may watch jobs, not cancel them. Ask an operator.',
    mark: 'You may watch jobs; there is nothing you may do with several of them.',
    submit: 'You may watch jobs, not submit them. Ask an operator.',
  },
  filter: {
    label: 'Filters',
    mine: 'Mine',
    mineHint: 'Only jobs you submitted',
    type: 'Type',
    queue: 'Queue',
    stage: 'Stage',
    tag: 'Tag',
    time: 'Time',
    anyTime: 'Any time',
    within: { '15m': 'Last 15 minutes', '1h': 'Last hour', '24h': 'Last 24 hours', '7d': 'Last 7 days' },
    clear: 'Clear all',
    none: 'Nothing to choose from yet.',
    otherTag: 'Another tag',
  },
  away: {
    while: (finished: string, failed: string) =>
      `While you were away: ${[finished, failed].filter(Boolean).join(', ')}.`,
    finished: (count: string) => `${count} finished`,
    failed: (count: string) => `${count} failed`,
    tab: (count: string, share: string) => (share ? `${share} · ${count} running` : `${count} running`),
    notify: 'Tell me when my jobs are done',
    notifyOn: 'You are told when your jobs are done. Press to stop.',
    blocked:
      'This browser does not let Waybill notify you. Allow notifications for this page in the browser’s settings.',
    granted: 'You will be told when your jobs are done, as long as this page is open somewhere.',
    succeeded: (label: string) => `${label} is done`,
    ended: (label: string) => `${label} failed`,
  },
}
