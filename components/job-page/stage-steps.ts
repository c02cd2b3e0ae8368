import { stageLabel } from '#components/job/stage-label.ts'
import type { Job } from '#core/job.ts'
import type { JobType } from '#core/job-type.ts'
import { type StageSpan, stageSpans } from './stage-spans.ts'

/** A step of the way as far as the latest attempt has come. */
export interface StageStep {
  stage: string
  label: string
  place: 'done' | 'current' | 'stopped' | 'ahead' | 'missed' | 'skipped'
  enteredAt?: number
  /** What its finished stays took together. */
  tookMs: number
  /** Since when the job is in it now. */
  since?: number
}

/** The declared stages in their order, then what the job visited without declaring it. */
export function stageSteps(job: Job, type: JobType | undefined): StageStep[] {
  const spans = stageSpans(job).filter(({ attempt }) => attempt === job.attempt.current)
  const declared = type?.stages.map(({ name }) => name) ?? []
  const stages = [...new Set([...declared, ...spans.map(({ stage }) => stage)])]
  const furthest = stages.indexOf(spans.at(-1)?.stage ?? '')
  return stages.map((stage, index) => {
    const own = spans.filter((span) => span.stage === stage)
    return {
      stage,
      label: stageLabel(type, stage),
      place: placeOf(job, own, { isLast: index === furthest, isBefore: index < furthest }),
      enteredAt: own[0]?.at,
      tookMs: own.reduce((sum, { at, until }) => sum + (until === undefined ? 0 : until - at), 0),
      since: job.state === 'running' ? own.find(({ until }) => until === undefined)?.at : undefined,
    }
  })
}

function placeOf(job: Job, own: StageSpan[], { isLast, isBefore }: { isLast: boolean; isBefore: boolean }) {
  if (own.length === 0 && (isBefore || job.state === 'success')) return 'skipped'
  if (own.length === 0) return job.state === 'failure' ? 'missed' : 'ahead'
  if (!isLast || job.state === 'success') return 'done'
  return job.state === 'running' ? 'current' : 'stopped'
}
