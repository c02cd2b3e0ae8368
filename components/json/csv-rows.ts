const delimiters = [',', ';', '\t', '|']

/** The rows of a CSV text (RFC 4180), the first of them the header. What is cut off at the end is left out unless it `isWhole`. */
export function csvRows(text: string, { isWhole, most }: { isWhole: boolean; most: number }): string[][] {
  const [firstLine = ''] = text.split('\n', 1)
  const delimiter = delimiters.toSorted((a, b) => firstLine.split(b).length - firstLine.split(a).length)[0] ?? ','
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  const endCell = () => {
    row.push(cell)
    cell = ''
  }
  const endRow = () => {
    endCell()
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length && rows.length < most; at += 1) {
    const character = text[at] ?? ''
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (character === '"' && cell === '') isQuoted = true
    else if (character === delimiter) endCell()
    else if (character === '\n') endRow()
    else if (character !== '\r') cell += character
  }
  if (isWhole && rows.length < most && (cell !== '' || row.length > 0)) endRow()
  return rows
}
