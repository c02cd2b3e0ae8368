import type { Gone } from '#components/live/live-watch.ts'
import { gone as w } from '#words/gone.ts'

/** Says that what the page still shows is all that is left. */
export function GoneNote({ gone }: { gone: Gone }) {
  return (
    <p role="status" className="rounded-md border border-line bg-sunken px-4 py-3">
      {w[gone]} {w.lastKnown}
    </p>
  )
}
