import type { ColumnType, ValueKind } from './csv-profile.ts'

/** A column has a type when at least this part of its values is of it; the rest are misfits, and counted. */
const enough = 0.95

/** Which kinds a type takes in, the narrowest type first. */
const members: Record<Exclude<ColumnType, 'empty' | 'text'>, readonly ValueKind[]> = {
  integer: ['integer'],
  number: ['integer', 'number'],
  boolean: ['boolean'],
  date: ['date'],
  datetime: ['date', 'datetime'],
}

/** The type of a column from the kinds of its values. Placeholders have no vote, unless there is nothing else. */
export function columnType(kinds: Readonly<Record<ValueKind, number>>): { type: ColumnType; share: number } {
  const filled = Object.values(kinds).reduce((sum, count) => sum + count, 0) - kinds.empty
  const voting = filled - kinds.placeholder
  if (filled === 0) return { type: 'empty', share: 1 }
  let best: { type: ColumnType; share: number } = { type: 'text', share: 1 }
  let bestShare = 0
  for (const type of Object.keys(members) as (keyof typeof members)[]) {
    const share = members[type].reduce((sum, kind) => sum + kinds[kind], 0) / Math.max(1, voting)
    if (share >= enough && share > bestShare) {
      best = { type, share }
      bestShare = share
    }
  }
  return best
}
