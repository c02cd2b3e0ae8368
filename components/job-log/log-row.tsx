import type { LogLevel, LogLine } from '#core/log-line.ts'
import { jobLog as w } from '#words/job-log.ts'
import { piecesAround } from './log-filter.ts'

/** Told in a word as well, never by colour alone. */
const looks: Record<LogLevel, string> = { info: 'text-ink', warn: 'text-pending', error: 'text-failure' }

/** One line of the log. `data-at` is for the pointer that rests on it. */
export function LogRow({ line, search }: { line: LogLine; search: string }) {
  const mark = w.marks[line.level]
  return (
    <p data-at={line.at} className={`flex gap-3 px-3 hover:bg-sunken ${looks[line.level]}`}>
      <span className="w-[5ch] shrink-0 select-none text-right text-muted" aria-hidden>
        {line.seq}
      </span>
      <bdi dir="auto" className="wrap-anywhere min-w-0 whitespace-pre-wrap">
        {mark && <b className="font-semibold">{mark} </b>}
        {piecesAround(line.text, search).map((piece, index) =>
          index % 2 === 1 ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never move.
            <mark key={index} className="rounded-xs bg-accent/30 text-inherit">
              {piece}
            </mark>
          ) : (
            piece
          ),
        )}
      </bdi>
    </p>
  )
}
