import { allOf } from './lists.ts'

/** The page of the schedules, and the form of one. */
export const schedules = {
  title: 'Schedules',
  make: 'New schedule',
  heads: { schedule: 'Schedule', nextRun: 'Next run', lastRun: 'Last run' },
  more: (count: string) => `and ${count} more by name. The API lists them all, at /api/schedules.`,
  none: {
    title: 'No schedules yet',
    text: 'A schedule submits a job again and again: every morning, on the first of the month, every ten minutes. Each run is a job like any other, with its own page, log and result.',
    facts: [
      'Runs are made by the workers, also while this page and its server are away.',
      'If no worker was there, the run that was due is made up for, late. Others missed meanwhile are left out.',
      'If a run takes longer than the interval, at most one more waits for it.',
    ],
  },
  row: {
    unknownType: 'There is no such job type any more. Its runs wait for a worker that knows it.',
    paused: 'Paused',
    planning: 'Being planned',
    late: (span: string) => `${span} late, waiting for a free worker`,
    neverRan: 'Has not run yet',
    notKept: 'No longer kept',
  },
  actions: {
    run: 'Run now',
    running: 'Starting…',
    resume: 'Resume',
    resuming: 'Resuming…',
    pause: 'Pause',
    pausing: 'Pausing…',
    edit: 'Edit',
    editing: 'Opening…',
    remove: 'Delete',
    removing: 'Deleting…',
    removeSure: 'Delete for good',
    removeHint: 'Its jobs stay',
  },
  form: {
    change: (name: string) => `Change “${name}”`,
    when: 'When?',
    what: 'What is each run given?',
    needUpload: (titles: readonly string[]) =>
      titles.length === 1
        ? `${titles[0]} needs an uploaded file, which belongs to one job. It cannot be scheduled.`
        : `${allOf(titles)} need an uploaded file, which belongs to one job. They cannot be scheduled.`,
    save: 'Save changes',
    create: 'Make schedule',
    saving: 'Saving…',
    runs: (when: string, timeZone: string) => `Runs ${when}, ${timeZone}.`,
    never: 'It would never run like this.',
    ahead: 'The next runs, in your time:',
  },
  fields: {
    name: 'Name',
    kind: 'Runs',
    kinds: { cron: 'At certain times', every: 'Every so often' },
    cron: 'Cron expression',
    cronNote: 'Minute, hour, day of the month, month and weekday, as 0 9 * * 1. Six fields begin with the second.',
    timeZone: 'Time zone',
    every: 'Every',
    unit: 'Unit',
    units: { seconds: 'seconds', minutes: 'minutes', hours: 'hours', days: 'days' },
  },
  timing: {
    each: { second: 'every second', minute: 'every minute', hour: 'every hour', day: 'every day' },
    every: (span: string) => `every ${span}`,
    inZone: (when: string, timeZone: string) => `${when}, ${timeZone}`,
  },
}
