import { jobStateLook } from '#components/job-state-look.ts'
import { UserText } from '#components/ui/user-text.tsx'
import { words } from '#components/words/words.ts'
import type { Job } from '#core/job.ts'

/** Keeps the place of a card that left while somebody was reading the column, and says where it went. */
export function MovedCard({ job, height }: { job: Job | undefined; height: number }) {
  return (
    <div
      className="flex items-center gap-2 rounded-lg border border-line border-dashed px-3 text-muted text-xs"
      style={{ height }}
    >
      <p className="line-clamp-2 min-w-0">
        {job && <UserText>{job.label}</UserText>}{' '}
        {job ? words.board.movedTo(jobStateLook[job.state].word) : words.board.gone}
      </p>
    </div>
  )
}
