import { useLocale } from '#components/format/use-locale.ts'
import { jobStateLook } from '#components/job-state-look.ts'
import type { JobProgress } from '#core/job.ts'
import type { JobState } from '#core/job-state.ts'
import { progressText } from './progress-note.ts'

interface ProgressBarProps {
  progress: JobProgress
  state: JobState
  label: string
  size?: 'card' | 'page'
}

/** 0 % is drawn as 0 %. What nobody knows is drawn as moving. */
export function ProgressBar({ progress, state, label, size = 'card' }: ProgressBarProps) {
  const locale = useLocale()
  const { percent } = progress
  const look = jobStateLook[state]
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent === null ? undefined : Math.floor(percent)}
      aria-valuetext={progressText(progress, locale)}
      className={`w-full overflow-hidden rounded-full bg-sunken ring-1 ring-edge/60 ring-inset ${size === 'page' ? 'h-3' : 'h-1.5'}`}
    >
      {percent === null ? (
        <div className={`bar-unknown h-full w-full ${look.text}`} />
      ) : (
        <div
          className={`h-full origin-left rounded-full ${look.bar} motion-safe:transition-[width] motion-safe:duration-200 motion-safe:ease-out`}
          style={{ width: `${percent}%` }}
        />
      )}
    </div>
  )
}
