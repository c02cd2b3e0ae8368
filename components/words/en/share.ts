/** The dialog that makes links to a job. */
export const share = {
  title: 'Share this job',
  text: 'Whoever has the link can follow this job without signing in. They see nothing else: not its input, not its log and no other job.',
  make: 'Make a link',
  making: 'Making…',
  may: 'Whoever has it may',
  scopes: {
    view: { name: 'Watch', means: 'State, progress, stages and the result in a few words' },
    'view+download': { name: 'Watch and download', means: 'Also its files, and the result as data for a program' },
  },
  worksFor: 'It works for',
  times: {
    hour: 'one hour',
    day: 'one day',
    week: 'seven days',
    most: 'as long as the job is kept, at most 30 days',
  },
  link: 'Link',
  copy: 'Copy the link',
  made: 'The link is made. It works until {time}, and no longer than the job is kept.',
  revoke: {
    idle: 'Revoke all links',
    unsure: 'Really revoke all links',
    asking: 'Revoking…',
    done: 'Revoke all links',
  },
  revokes: 'Every link to this job stops working, also those that others made.',
  revoked: 'All links to this job were taken back. Open pages end within five seconds.',
}
