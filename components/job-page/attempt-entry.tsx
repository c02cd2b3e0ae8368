import { formatTook } from '#components/format/duration.ts'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { Elapsed } from '#components/time/elapsed.tsx'
import { Moment } from '#components/time/moment.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { panelWords } from '#components/words/panel-words.ts'
import { Sentence } from '#components/words/sentence.tsx'
import type { Job } from '#core/job.ts'
import { type AttemptOutcome, attemptOutcome, hasSameError } from './attempt-outcome.ts'
import { stackFrames } from './stack-frames.ts'

const colors: Record<AttemptOutcome, string> = {
  running: 'text-running',
  success: 'text-success',
  failed: 'text-failure',
  cancelled: 'text-muted',
  timeout: 'text-failure',
  lost: 'text-failure',
  waited: 'text-pending',
}

/** So many frames of the job's own code are shown at once. */
const framesAtFirst = 4

interface AttemptEntryProps {
  job: Job
  /** Which of the job's attempts. */
  place: number
  /** The error as its worker kept it, once it has been fetched. */
  full: { message: string; stack?: string } | undefined
}

/** One attempt: when, where, for how long, and what went wrong. */
export function AttemptEntry({ job, place, full }: AttemptEntryProps) {
  const locale = useLocale()
  const attempt = job.attempts[place]
  if (!attempt) return null
  const { number, startedAt, finishedAt, worker, error } = attempt
  const outcome = attemptOutcome(job, place)
  const isSame = hasSameError(attempt, job.attempts[place - 1])
  return (
    <li className="flex flex-col gap-1.5 py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="font-medium">{panelWords.attempts.title(number, Math.max(number, job.attempt.max))}</h2>
        <span className={`font-medium text-xs ${colors[outcome]}`}>{panelWords.attempts.outcome[outcome]}</span>
        <span className="ml-auto text-muted text-xs tabular-nums">
          <Moment at={startedAt} as="clock" />
          {(finishedAt !== undefined || outcome === 'running') && ' · '}
          {finishedAt === undefined
            ? outcome === 'running' && <Elapsed since={startedAt} />
            : formatTook(finishedAt - startedAt, locale)}
        </span>
      </div>
      {worker && (
        <p className="text-muted text-xs">
          <Sentence
            text={panelWords.attempts.on}
            parts={{ worker: <UserText className="font-mono">{worker}</UserText> }}
          />
        </p>
      )}
      {error && (
        <p className={`whitespace-pre-line ${outcome === 'cancelled' ? '' : 'text-failure'}`}>
          <UserText>{`${error.name}: ${full?.message ?? error.message}`}</UserText>
        </p>
      )}
      {isSame && <p className="text-muted text-xs">{panelWords.attempts.same}</p>}
      {full?.stack && outcome !== 'cancelled' && <Stack text={full.stack} isOpen={!isSame} />}
    </li>
  )
}

/** Where it went wrong: the job's own code first, the way there on demand. */
function Stack({ text, isOpen }: { text: string; isOpen: boolean }) {
  const locale = useLocale()
  const { own, all } = stackFrames(text)
  const shown = isOpen ? own.slice(0, framesAtFirst) : []
  if (all.length === 0) return null
  return (
    <div className="rounded-md bg-sunken px-3 py-2 font-mono text-xs">
      {shown.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what calls itself is there several times, and never moves.
        <p key={at} className="wrap-anywhere pl-4 -indent-4">
          <bdi>{line}</bdi>
        </p>
      ))}
      {all.length > shown.length && (
        <details className={shown.length > 0 ? 'pt-1.5' : ''}>
          <summary className="w-fit font-sans text-muted hover:text-ink">
            {panelWords.attempts.stack(formatCount(all.length, locale))}
          </summary>
          <pre className="wrap-anywhere whitespace-pre-wrap pt-1.5">{text}</pre>
        </details>
      )}
    </div>
  )
}
