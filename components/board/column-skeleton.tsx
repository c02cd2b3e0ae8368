import type { JobState } from '#core/job-state.ts'
import { ColumnHeader } from './column-header.tsx'

const places = ['first', 'second', 'third']

/** A column before its first answer, as large as with cards. */
export function ColumnSkeleton({ state }: { state: JobState }) {
  return (
    <>
      <ColumnHeader state={state} count={undefined} />
      <div className="flex flex-col gap-2" aria-hidden>
        {places.map((place) => (
          <div key={place} className="h-26 rounded-lg border border-line bg-surface p-3 opacity-60">
            <div className="h-3.5 w-2/3 rounded bg-sunken" />
            <div className="mt-2 h-3 w-1/3 rounded bg-sunken" />
          </div>
        ))}
      </div>
    </>
  )
}
