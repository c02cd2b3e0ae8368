/** What the board says in English before its first job. */
export const firstRun = {
  title: 'No jobs yet',
  tryIt: (type: string, sample: string) => `Try it: ${type}, ${sample}`,
  text: 'Waybill follows long-running jobs like parcels: always where they are, never a guess.',
  watching: 'You may watch. Jobs appear here by themselves as others submit them.',
  steps: {
    submit: {
      title: 'Submit a job',
      text: 'Pick a type and fill in its form. You get an id at once; nothing has to stay open.',
    },
    watch: {
      title: 'Watch it travel',
      text: 'Its card moves from pending to running to success or failure, live, with every stage on the way.',
    },
    fetch: {
      title: 'Fetch the result',
      text: 'The job keeps its own page with its result, files and errors until the time it names.',
    },
  },
  done: 'done',
  progress: 'First steps',
}
