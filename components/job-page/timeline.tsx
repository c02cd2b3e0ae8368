import {
  CircleCheck,
  CircleDot,
  CircleStop,
  CircleX,
  Clock,
  Hourglass,
  type LucideIcon,
  Package,
  Pin,
  Play,
  Repeat,
  TriangleAlert,
} from 'lucide-react'
import { formatTook } from '#components/format/duration.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { useJobType } from '#components/job/job-types.tsx'
import { Countdown } from '#components/time/countdown.tsx'
import { Elapsed } from '#components/time/elapsed.tsx'
import { Moment } from '#components/time/moment.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { Sentence } from '#components/words/sentence.tsx'
import type { Job } from '#core/job.ts'
import { JobIdLink } from './job-id-link.tsx'
import { type TimelineEntry, timelineEntries } from './timeline-entries.ts'

const looks: Record<TimelineEntry['kind'], { Icon: LucideIcon; color: string }> = {
  submitted: { Icon: Package, color: 'text-muted' },
  line: { Icon: Hourglass, color: 'text-muted' },
  started: { Icon: Play, color: 'text-running' },
  stage: { Icon: CircleDot, color: 'text-muted' },
  asked: { Icon: CircleStop, color: 'text-muted' },
  trouble: { Icon: TriangleAlert, color: 'text-failure' },
  waiting: { Icon: Clock, color: 'text-pending' },
  success: { Icon: CircleCheck, color: 'text-success' },
  failure: { Icon: CircleX, color: 'text-failure' },
  repeated: { Icon: Repeat, color: 'text-muted' },
  pinned: { Icon: Pin, color: 'text-muted' },
  kept: { Icon: Clock, color: 'text-muted' },
}

/** Everything that happened to a job, in order. */
export function Timeline({ job }: { job: Job }) {
  const entries = timelineEntries(job, useJobType(job.type), useLocale())
  return (
    <ol className="flex flex-col">
      {entries.map((entry, index) => (
        // Entries are only added at the end and never reordered.
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the story is what tells two visits of a stage apart.
        <Entry key={index} entry={entry} isLast={index === entries.length - 1} />
      ))}
    </ol>
  )
}

function Entry({ entry, isLast }: { entry: TimelineEntry; isLast: boolean }) {
  const { kind, title, detail, jobs, at, isAhead } = entry
  const { Icon, color } = looks[kind]
  const isQuiet = kind === 'stage' || kind === 'line'
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)_auto] gap-x-2.5">
      <span className="flex flex-col items-center">
        <Icon className={`shrink-0 ${isQuiet ? 'mt-1 size-3' : 'mt-0.5 size-4'} ${color}`} aria-hidden />
        {!isLast && <span className="my-1 w-px flex-1 bg-line" aria-hidden />}
      </span>
      <div className={`min-w-0 ${isQuiet ? 'pb-2.5' : 'pb-4'}`}>
        <p className={isAhead ? 'text-muted' : ''}>
          <UserText>{title}</UserText>
          <Duration entry={entry} />
        </p>
        {detail && (
          <p
            className={`line-clamp-4 whitespace-pre-line text-sm ${kind === 'trouble' || kind === 'failure' ? color : 'text-muted'}`}
          >
            {jobs ? (
              <Sentence text={detail} parts={{ jobs: <JobLinks jobs={jobs} /> }} />
            ) : (
              <UserText>{detail}</UserText>
            )}
          </p>
        )}
      </div>
      <span className="shrink-0 text-muted text-xs leading-5 tabular-nums">
        {at !== undefined && kind === 'waiting' && <Countdown at={at} />}
        {at !== undefined && kind !== 'waiting' && <Moment at={at} as={isAhead ? 'day' : 'clock'} />}
      </span>
    </li>
  )
}

const JobLinks = ({ jobs }: { jobs: readonly string[] }) =>
  jobs.map((id, place) => (
    <span key={id}>
      {place > 0 && ' '}
      <JobIdLink id={id} />
    </span>
  ))

function Duration({ entry: { at, until, ticking } }: { entry: TimelineEntry }) {
  const locale = useLocale()
  if (at === undefined || (until === undefined && !ticking)) return null
  return (
    <span className="text-muted text-xs tabular-nums">
      {' · '}
      {until === undefined ? <Elapsed since={at} /> : formatTook(until - at, locale)}
    </span>
  )
}
