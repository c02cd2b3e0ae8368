export const delimiters = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const
export type DelimiterName = keyof typeof delimiters

/** How many of the first records are looked at. */
const sampled = 200

/**
 * The separator that splits the first records most evenly into the most fields. Separators inside quotes do not count.
 * A file without any has one column, and a comma does it no harm.
 */
export function detectDelimiter(head: string): DelimiterName {
  const lines = head.replace(/\r\n?/g, '\n')
  let best: DelimiterName = 'comma'
  let bestScore = 0
  for (const name of Object.keys(delimiters) as DelimiterName[]) {
    const counts = countPerRecord(lines, delimiters[name])
    const usual = mode(counts)
    // How many records agree matters more than how many fields there are: prose has many commas, never as many in each line.
    const agreeing = counts.filter((count) => count === usual).length / counts.length
    const score = usual === 0 ? 0 : agreeing ** 2 * Math.log2(1 + usual)
    if (score > bestScore) [best, bestScore] = [name, score]
  }
  return best
}

function countPerRecord(head: string, delimiter: string): number[] {
  const counts: number[] = []
  let count = 0
  let quoted = false
  let before = '\n'
  for (const character of head) {
    // A quote opens at the start of a field, and again right after it closed: that is how a quote is written inside.
    if (character === '"') quoted = !quoted && (before === '"' || before === delimiter || before === '\n')
    else if (!quoted && character === delimiter) count++
    else if (!quoted && character === '\n' && before !== '\n') {
      counts.push(count)
      count = 0
    }
    before = character
    if (counts.length === sampled) return counts
  }
  // The head ends in the middle of a record, which counts only if there is no other.
  return counts.length > 0 ? counts : [count]
}

function mode(counts: readonly number[]): number {
  const seen = new Map<number, number>()
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1)
  return [...seen].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}
