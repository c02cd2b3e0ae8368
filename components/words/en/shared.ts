/** The page of a job that somebody shared. */
export const shared = {
  tab: 'Shared job',
  opening: 'Opening the link…',
  noScript: 'This page needs JavaScript. Your browser reads the link itself and does not send it along.',
  failed: 'The link cannot be opened right now',
  over: {
    title: 'This link does not work',
    text: 'Its time is over, it was taken back, its job is no longer kept, or it was not copied whole. Ask whoever gave it to you for a new one.',
  },
  until: 'You follow this one job by a link. It works until {time}, and no longer than the job is kept.',
  result: 'Result',
  noSummary: 'It has finished.',
  files: 'Files',
  download: 'Download',
  downloadOf: (name: string) => `Download ${name}`,
}
