import { keptLogLines, type LogLine } from '#core/log-line.ts'

/** Lines that are drawn together: the same object until one of them changes. */
export interface LogBlock {
  number: number
  lines: readonly LogLine[]
}

/** Lines that are missing between two that are here: those after `after` and before `before`. */
export interface LogHole {
  after: number
  before: number
}

const linesPerBlock = 100

const blockOf = (seq: number) => Math.floor((seq - 1) / linesPerBlock)

/** The lines of a log as far as they are known, in order and each once, however they come. Holds the newest that a job keeps. */
export class LogBook {
  #blocks = new Map<number, LogBlock>()
  #shown: readonly LogBlock[] | undefined = []
  /** Holes that nobody can fill, by the line before them. */
  readonly #gone = new Map<number, number>()
  #isFromTheStart = false
  count = 0

  /** The number of the first line that is here; undefined when there is none. */
  get first(): number | undefined {
    return this.blocks()[0]?.lines[0]?.seq
  }

  get last(): number | undefined {
    return this.blocks().at(-1)?.lines.at(-1)?.seq
  }

  /** Says that the log had no lines when it was begun: whatever comes before the first line is a hole as well. */
  beginAtTheStart(): void {
    this.#isFromTheStart = true
  }

  /** In order; the same array until something changes. */
  blocks(): readonly LogBlock[] {
    this.#shown ??= [...this.#blocks.values()].sort((a, b) => a.number - b.number)
    return this.#shown
  }

  /** Takes lines in. False when one of them says something else than the line of its number did: it is of another log. */
  add(lines: readonly LogLine[]): boolean {
    const byBlock = new Map<number, LogLine[]>()
    for (const line of lines) {
      const some = byBlock.get(blockOf(line.seq))
      if (some) some.push(line)
      else byBlock.set(blockOf(line.seq), [line])
    }
    const changed: LogBlock[] = []
    for (const [number, some] of byBlock) {
      const known = new Map(this.#blocks.get(number)?.lines.map((line) => [line.seq, line]))
      const size = known.size
      for (const line of some) {
        const before = known.get(line.seq)
        if (before && (before.text !== line.text || before.at !== line.at)) return false
        if (!before) known.set(line.seq, line)
      }
      if (known.size > size) changed.push({ number, lines: [...known.values()].sort((a, b) => a.seq - b.seq) })
    }
    for (const block of changed) this.#put(block)
    this.#trim()
    return true
  }

  /** The newest hole that may still be filled. */
  hole(): LogHole | undefined {
    let before: number | undefined
    for (const { lines } of this.blocks().toReversed()) {
      const [first, last] = [lines[0]?.seq, lines.at(-1)?.seq]
      if (first === undefined || last === undefined) continue
      const isWhole = last - first + 1 === lines.length
      for (const { seq } of isWhole ? [{ seq: last }] : lines.toReversed()) {
        if (before !== undefined && before > seq + 1 && this.#gone.get(seq) !== before) return { after: seq, before }
        before = seq
      }
      before = first
    }
    const isOpen = this.#isFromTheStart && before !== undefined && before > 1 && this.#gone.get(0) !== before
    return isOpen ? { after: 0, before: before ?? 1 } : undefined
  }

  /** Says that what is missing here is not kept any more. */
  settle({ after, before }: LogHole): void {
    this.#gone.set(after, before)
  }

  #put(block: LogBlock): void {
    this.count += block.lines.length - (this.#blocks.get(block.number)?.lines.length ?? 0)
    this.#blocks.set(block.number, block)
    this.#shown = undefined
  }

  #trim(): void {
    while (this.count > keptLogLines) {
      const oldest = this.blocks()[0]
      if (!oldest) return
      const left = oldest.lines.slice(this.count - keptLogLines)
      this.#put({ ...oldest, lines: left })
      if (left.length === 0) this.#blocks.delete(oldest.number)
      this.#isFromTheStart = false
    }
    const first = this.first ?? 0
    for (const after of this.#gone.keys()) if (after > 0 && after < first) this.#gone.delete(after)
  }
}
