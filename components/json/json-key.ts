import type { JsonRow } from './json-rows.ts'

/** What a key does in a tree: it goes to a row, folds or unfolds the one it is pressed on, or has nothing to do there. */
export type JsonMove = { go: string } | 'toggle' | 'stay'

/** Undefined for a key that is not the tree's. `at` is the place of the row that has the focus. */
export function jsonMove(rows: readonly JsonRow[], at: number, key: string): JsonMove | undefined {
  const row = rows[at]
  if (!row) return undefined
  switch (key) {
    case 'ArrowDown':
      return to(rows[at + 1])
    case 'ArrowUp':
      return to(rows[at - 1])
    case 'ArrowRight':
      return row.isOpen === false ? 'toggle' : row.isOpen && row.kind !== 'string' ? to(rows[at + 1]) : 'stay'
    case 'ArrowLeft':
      return row.isOpen ? 'toggle' : to(rows.findLast(({ level }, place) => place < at && level < row.level))
    case 'Home':
      return to(rows[0])
    case 'End':
      return to(rows.at(-1))
    case 'Enter':
    case ' ':
      return 'toggle'
    default:
      return undefined
  }
}

const to = (row: JsonRow | undefined): JsonMove => (row ? { go: row.id } : 'stay')
