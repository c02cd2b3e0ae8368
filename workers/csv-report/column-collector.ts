import type { ColumnEvidence } from './column-evidence.ts'
import { ColumnSketch } from './column-sketch.ts'
import { Fingerprint } from './fingerprint.ts'
import { ValueTally } from './value-tally.ts'

/** Up to this many different values of a column are counted exactly. */
const maxTally = 10_000

/** All tallies together; with more than 25 columns each one gets a smaller share. */
const maxTallyOfAll = 250_000

/** How many values of a column are followed to find the frequent ones, and how many of all columns together. */
const maxFollowed = 1_000
const maxFollowedOfAll = 50_000

/** Different values folded in one pause: 10 to 30 ms of work, however many columns are full at once. */
const foldedAtATime = 6_000

/** Gathers what the cells of a file say, column by column, in bounded memory. */
export class ColumnCollector {
  readonly tallyLimit: number
  readonly #followed: number
  readonly #columns: (ValueTally | ColumnSketch)[]
  readonly #fingerprint = new Fingerprint()

  constructor(readonly width: number) {
    this.tallyLimit = Math.min(maxTally, Math.floor(maxTallyOfAll / Math.max(1, width)))
    this.#followed = Math.min(maxFollowed, Math.floor(maxFollowedOfAll / Math.max(1, width)))
    this.#columns = Array.from({ length: width }, () => new ValueTally())
  }

  /** Missing fields count as empty, surplus ones are left out. */
  add(record: readonly string[]): void {
    const columns = this.#columns
    for (let i = 0; i < columns.length; i++) columns[i]?.add(record[i] ?? '', this.#fingerprint)
  }

  /** Turns tallies that have grown too large into sketches, a few at a time. Call it between two chunks of the file. */
  relieve(): void {
    let folded = 0
    for (const [i, column] of this.#columns.entries()) {
      if (!(column instanceof ValueTally) || column.entries.size <= this.tallyLimit) continue
      if (folded >= foldedAtATime) return
      folded += column.entries.size
      this.#columns[i] = new ColumnSketch(column, this.#followed)
    }
  }

  evidence(column: number): ColumnEvidence | undefined {
    return this.#columns[column]?.evidence()
  }
}
