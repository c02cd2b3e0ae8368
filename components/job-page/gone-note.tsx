import type { Gone } from '#components/live/live-watch.ts'

const words: Record<Gone, string> = {
  expired: 'The time this job was kept for is over. Its result and files are no longer on the server.',
  forbidden: 'You may not see this job any more.',
  removed: 'This job was removed. Its result and files are no longer on the server.',
  unknown: 'The server no longer knows this job. It was removed, or the queue was emptied.',
}

/** Says that what the page still shows is all that is left. */
export function GoneNote({ gone }: { gone: Gone }) {
  return (
    <p role="status" className="rounded-md border border-line bg-sunken px-4 py-3">
      {words[gone]} This page shows what was last known.
    </p>
  )
}
