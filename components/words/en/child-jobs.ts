/** What the tab with the child jobs of a job says in English. */
export const childJobs = {
  title: 'Child jobs',
  of: (label: string) => `Child jobs of ${label}`,
  which: 'Which child jobs to show',
  filters: {
    all: { word: 'All', empty: 'No child jobs.' },
    failure: { word: 'Failed', empty: 'None has failed.' },
    pending: { word: 'Waiting or running', empty: 'None waits or runs.' },
    success: { word: 'Done', empty: 'None is done yet.' },
  },
  notHere: 'The list is not here yet.',
  fetching: 'Fetching…',
  more: (count: string) => `Show ${count} more`,
  update: 'Update the list',
  gone: 'No longer kept',
  started: 'Started',
  progressOf: (label: string) => `Progress of ${label}`,
}
