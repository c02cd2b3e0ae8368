import type { LogLevel, LogLine } from '#core/log-line.ts'
import { piecesAround } from './log-filter.ts'

/** Told in a word as well, never by colour alone. */
const looks: Record<LogLevel, { word?: string; text: string }> = {
  info: { text: 'text-ink' },
  warn: { word: 'Warning', text: 'text-pending' },
  error: { word: 'Error', text: 'text-failure' },
}

/** One line of the log. `data-at` is for the pointer that rests on it. */
export function LogRow({ line, search }: { line: LogLine; search: string }) {
  const { word, text } = looks[line.level]
  return (
    <p data-at={line.at} className={`flex gap-3 px-3 hover:bg-sunken ${text}`}>
      <span className="w-[5ch] shrink-0 select-none text-right text-muted" aria-hidden>
        {line.seq}
      </span>
      <bdi dir="auto" className="wrap-anywhere min-w-0 whitespace-pre-wrap">
        {word && <b className="font-semibold">{word}: </b>}
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
