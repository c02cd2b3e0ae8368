'use client'

import { useState } from 'react'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { Button } from '#components/ui/button.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { panelWords } from '#components/words/panel-words.ts'

interface DataTableProps {
  label: string
  columns: readonly string[]
  /** In the order of the columns. */
  rows: readonly (readonly unknown[])[]
}

const [rowsAtFirst, rowsPerStep] = [50, 500]

/** Rows and columns of plain values. It scrolls in itself, and shows more rows on demand. */
export function DataTable({ label, columns, rows }: DataTableProps) {
  const locale = useLocale()
  const [count, setCount] = useState(rowsAtFirst)
  const shown = rows.slice(0, count)
  const left = rows.length - shown.length
  return (
    <>
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever uses the keyboard has to be able to scroll it.
        tabIndex={0}
        className="max-h-[32rem] overflow-auto rounded-md border border-line"
      >
        <table className="w-full border-separate border-spacing-0 text-xs">
          <thead>
            <tr>
              {columns.map((column, at) => (
                <th
                  // biome-ignore lint/suspicious/noArrayIndexKey: a CSV file may name two columns alike; they never move.
                  key={at}
                  scope="col"
                  data-number={rows.some((row) => typeof row[at] === 'number') || undefined}
                  className="sticky top-0 whitespace-nowrap border-line border-b bg-sunken px-3 py-1.5 text-start font-medium data-number:text-end"
                >
                  <UserText>{column}</UserText>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end.
              <tr key={at} className="hover:bg-sunken/60">
                {columns.map((_, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never move.
                  <Cell key={place} value={row[place]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {left > 0 && (
        <Button size="small" className="mt-2 self-start" onClick={() => setCount(count + rowsPerStep)}>
          {panelWords.table.more(formatCount(Math.min(left, rowsPerStep), locale), formatCount(left, locale))}
        </Button>
      )}
    </>
  )
}

function Cell({ value }: { value: unknown }) {
  const isNumber = typeof value === 'number'
  return (
    <td className={`max-w-80 border-line border-b px-3 py-1 align-top ${isNumber ? 'text-end font-mono' : ''}`}>
      {value === null || value === undefined || value === '' ? (
        <span className="text-muted" aria-hidden>
          –
        </span>
      ) : (
        <UserText className="line-clamp-3">{String(value)}</UserText>
      )}
    </td>
  )
}
