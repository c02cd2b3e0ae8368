import { jobStateLook } from '#components/job-state-look.ts'
import type { JobState } from '#core/job-state.ts'

/** Icon, word and colour of a state. */
export function StateBadge({ state }: { state: JobState }) {
  const { word, Icon, text, soft } = jobStateLook[state]
  return (
    <span className={`inline-flex items-center gap-1.5 rounded-full px-2.5 py-1 font-medium text-sm ${text} ${soft}`}>
      <Icon className={`size-4 ${state === 'running' ? 'spin-calmly' : ''}`} aria-hidden />
      {word}
    </span>
  )
}
