import { Ban, Check, Circle, CircleDot, type LucideIcon, Minus } from 'lucide-react'
import { formatTook } from '#components/format/duration.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { useJobType } from '#components/job/job-types.tsx'
import { Elapsed } from '#components/time/elapsed.tsx'
import { Moment } from '#components/time/moment.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { jobPageWords } from '#components/words/job-page-words.ts'
import type { Job } from '#core/job.ts'
import { type StageStep, stageSteps } from './stage-steps.ts'

const looks: Record<StageStep['place'], { Icon: LucideIcon; mark: string; text: string }> = {
  done: { Icon: Check, mark: 'border-success bg-success text-surface', text: 'text-ink' },
  current: {
    Icon: CircleDot,
    mark: 'border-running bg-running text-surface',
    text: 'font-semibold text-ink',
  },
  stopped: { Icon: Ban, mark: 'border-failure bg-failure text-surface', text: 'text-ink' },
  ahead: { Icon: Circle, mark: 'border-edge bg-surface text-muted', text: 'text-muted' },
  missed: { Icon: Minus, mark: 'border-edge bg-surface text-muted', text: 'text-muted' },
  skipped: { Icon: Minus, mark: 'border-edge bg-surface text-muted', text: 'text-muted' },
}

/** The way of the latest attempt through its custom states. */
export function StageStepper({ job }: { job: Job }) {
  const steps = stageSteps(job, useJobType(job.type))
  if (steps.length === 0) return null
  return (
    <ol aria-label={jobPageWords.stages.label} className="flex flex-col gap-x-1 gap-y-3 sm:flex-row sm:flex-wrap">
      {steps.map((step) => (
        <Step key={step.stage} step={step} />
      ))}
    </ol>
  )
}

function Step({ step }: { step: StageStep }) {
  const locale = useLocale()
  const { Icon, mark, text } = looks[step.place]
  return (
    <li
      aria-current={step.place === 'current' ? 'step' : undefined}
      className="flex min-w-36 flex-1 items-start gap-2.5 sm:flex-col sm:gap-2"
    >
      <span className="flex items-center self-stretch">
        <span className={`flex size-6 shrink-0 items-center justify-center rounded-full border ${mark}`}>
          <Icon className="size-3.5" aria-hidden />
        </span>
        <span className="ml-1 h-px flex-1 bg-line max-sm:hidden" aria-hidden />
      </span>
      <span className="flex min-w-0 flex-col pr-3">
        <UserText className={`text-sm ${text}`}>{step.label}</UserText>
        <span className="text-muted text-xs tabular-nums">
          <span className={step.enteredAt === undefined ? '' : 'sr-only'}>{jobPageWords.stages.place[step.place]}</span>
          {step.enteredAt !== undefined && (
            <>
              <Moment at={step.enteredAt} as="clock" /> ·{' '}
              {step.since === undefined ? formatTook(step.tookMs, locale) : <Elapsed since={step.since} />}
            </>
          )}
        </span>
      </span>
    </li>
  )
}
