/** Why a page shows a job that is no longer there. */
export const gone = {
  expired: 'The time this job was kept for is over. Its result and files are no longer on the server.',
  forbidden: 'You may not see this job any more.',
  removed: 'This job was removed. Its result and files are no longer on the server.',
  unknown: 'The server no longer knows this job. It was removed, or the queue was emptied.',
  lastKnown: 'This page shows what was last known.',
}
