import { cronWords } from '#words/cron-words.ts'
import { schedules as w } from '#words/schedules.ts'
import { formatRun } from './format-run.ts'
import type { RunsAhead } from './use-next-runs.ts'

interface RunPreviewProps {
  cron?: string
  timeZone?: string
  ahead: RunsAhead
  /** Called once it is on the page; what it returns when it leaves. */
  onShown: () => () => void
}

/** What was written, in plain words, and when it would run. */
export function RunPreview({ cron, timeZone, ahead, onShown }: RunPreviewProps) {
  const words = cron && cronWords(cron)
  const isWrong = ahead.issues.length > 0
  return (
    <div ref={onShown} className="rounded-lg bg-sunken px-4 py-3 text-sm sm:col-span-2">
      <p role="status" className="min-h-5 font-medium">
        {words && !isWrong && w.form.runs(words, timeZone ?? '')}
        {isWrong && w.form.never}
      </p>
      <p className="text-muted text-xs">{w.form.ahead}</p>
      {/* As high as with its runs, so that nothing below it jumps. */}
      <ol className="flex min-h-11 flex-wrap content-start gap-x-5 pt-1 tabular-nums max-sm:min-h-16">
        {!isWrong && ahead.at?.map((at) => <li key={at}>{formatRun(Date.parse(at))}</li>)}
      </ol>
    </div>
  )
}
