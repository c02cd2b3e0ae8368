import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import type { LogLine } from '#core/log-line.ts'
import { jobLog as w } from '#words/job-log.ts'
import type { LogBlock } from './log-book.ts'
import { filterLines, isWhole, type LogFilter } from './log-filter.ts'
import { LogRow } from './log-row.tsx'

/** What a line that is not broken takes, in pixels: a guess for what is not drawn yet. */
const lineHeight = 20

/** The lines of a log. What nobody can see is neither laid out nor painted, and what did not change is not drawn again. */
export function LogLines({ blocks, filter }: { blocks: readonly LogBlock[]; filter: LogFilter }) {
  return blocks.map(({ number, lines }, index) => (
    <Block key={number} lines={lines} before={blocks[index - 1]?.lines.at(-1)?.seq} filter={filter} />
  ))
}

interface BlockProps {
  lines: readonly LogLine[]
  /** The number of the line above. */
  before: number | undefined
  filter: LogFilter
}

function Block({ lines, before, filter }: BlockProps) {
  const shown = filterLines(lines, filter)
  if (shown.length === 0) return null
  return (
    <div style={{ contentVisibility: 'auto', containIntrinsicSize: `auto ${shown.length * lineHeight}px` }}>
      {shown.map((line, index) => (
        <Numbered key={line.seq} line={line} before={index === 0 ? before : lines[index - 1]?.seq} filter={filter} />
      ))}
    </div>
  )
}

/** A line, and before it what is missing there. Between lines that were looked for, others are missing on purpose. */
function Numbered({ line, before, filter }: { line: LogLine; before: number | undefined; filter: LogFilter }) {
  const missing = before === undefined || !isWhole(filter) ? 0 : line.seq - before - 1
  return (
    <>
      {missing > 0 && (
        <p className="my-1 border-line border-y bg-sunken px-3 text-center font-sans text-muted">
          <LeftOut count={missing} />
        </p>
      )}
      <LogRow line={line} search={filter.text} />
    </>
  )
}

const LeftOut = ({ count }: { count: number }) => w.leftOut(formatCount(count, useLocale()), count)
