/** What the server's pages say themselves: what this is, and what stands where there is no page. */
export const pages = {
  about: 'A realtime tracker for background jobs: submit a long job, get an id at once, watch it travel.',
  notFound: {
    title: 'There is nothing here',
    text: 'The address may be mistyped, or what it led to was moved.',
  },
  unknownJob: {
    title: 'No job has this id',
    text: 'It may be mistyped, the job was removed, or it is not yours to see.',
    more: 'A job that is still waiting would be shown here as pending.',
  },
}
