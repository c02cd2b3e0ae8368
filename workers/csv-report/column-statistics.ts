import type { ValueKind } from './csv-profile.ts'
import type { Fingerprint } from './fingerprint.ts'
import { Moments } from './moments.ts'

/** What is known of a column's values without keeping any of them. */
export class ColumnStatistics {
  readonly kinds: Record<ValueKind, number> = {
    empty: 0,
    placeholder: 0,
    integer: 0,
    number: 0,
    boolean: 0,
    date: 0,
    datetime: 0,
    text: 0,
  }
  /** Lengths if each byte is a character, and if the bytes are UTF-8: which one holds is known at the end of the file. */
  readonly lengths = { bytes: new Moments(), characters: new Moments() }
  readonly numbers = new Moments()
  readonly times = new Moments()

  add(kind: ValueKind, number: number, length: Pick<Fingerprint, 'bytes' | 'characters'>, weight = 1): void {
    this.kinds[kind] += weight
    if (kind === 'empty') return
    this.lengths.bytes.add(length.bytes, weight)
    this.lengths.characters.add(length.characters, weight)
    if (isNumeric(kind)) this.numbers.add(number, weight)
    else if (isTemporal(kind)) this.times.add(number, weight)
  }
}

export const isNumeric = (kind: ValueKind): boolean => kind === 'integer' || kind === 'number'
export const isTemporal = (kind: ValueKind): boolean => kind === 'date' || kind === 'datetime'
