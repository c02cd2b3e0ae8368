/** A table of a Markdown page; a line break in a cell would end its row. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll(/\s+/g, ' ')).join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 })

/** A number as people read it: `12,345`, `27`, `3.4`, `0.27`. */
export const figure = (value: number): string => (Math.abs(value) < 10 ? short.format(value) : whole.format(value))
