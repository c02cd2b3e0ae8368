import { applyJobEvents, type Board, boardOf, columnOf, emptyBoard } from '#core/board.ts'
import type { Job } from '#core/job.ts'
import { type JobState, jobStates } from '#core/job-state.ts'
import type { Changes, Cursor, Mark, WatchAck } from '#core/protocol.ts'
import type { Counts, View } from '#core/view.ts'

/** Ids of the jobs in each state, newest first. */
export type Columns = Readonly<Record<JobState, readonly string[]>>

/** Why a watched job is not there: it never was, it was removed, or its time was up. */
export type Gone = 'unknown' | 'removed' | 'expired'

const noColumns: Columns = { pending: [], running: [], success: [], failure: [] }

/** What is known of one view: folds in what the server says and keeps what did not change as the same objects. */
export class LiveWatch {
  /** Whether the server has answered once. What is known then stays until it is replaced, also while offline. */
  ready = false
  counts: Counts | undefined
  cursor: Cursor | undefined
  gone: Gone | undefined
  #board: Board = emptyBoard
  #last: Job | undefined
  #n = 0
  #columns = noColumns
  #columnsOf: Board = emptyBoard

  constructor(readonly view: View) {}

  /** A view of one job keeps it as it was last known, also when it is gone. */
  job(id: string): Job | undefined {
    return this.#board.get(id) ?? (this.#last?.id === id ? this.#last : undefined)
  }

  /** The same arrays until a card comes, goes or moves, so that progress does not draw the lists again. */
  columns(): Columns {
    if (this.#columnsOf === this.#board) return this.#columns
    this.#columnsOf = this.#board
    const limit = this.view.kind === 'board' ? this.view.perState : this.#board.size
    const entries = jobStates.map((state) => {
      const ids = columnOf(this.#board.values(), state, limit).map((job) => job.id)
      return [state, sameItems(ids, this.#columns[state]) ? this.#columns[state] : ids] as const
    })
    const columns = Object.fromEntries(entries) as Record<JobState, readonly string[]> // keys are exactly jobStates
    if (jobStates.some((state) => columns[state] !== this.#columns[state])) this.#columns = columns
    return this.#columns
  }

  /** A snapshot replaces what was known; a replay goes on from the cursor. Numbers of changes start again either way. */
  receiveAck(ack: Extract<WatchAck, { ok: true }>): void {
    if (ack.mode === 'snapshot') this.#board = boardOf(ack.jobs ?? [])
    else if (ack.jobs) this.#board = new Map([...this.#board, ...boardOf(ack.jobs)])
    this.#n = 0
    this.cursor = ack.cursor
    this.counts = ack.counts ?? this.counts
    this.ready = true
    this.#settleGone('unknown')
  }

  /** Returns false when changes before these are missing: then nothing is folded in. */
  receiveChanges({ n, cursor, events, counts, dropped = [] }: Changes): boolean {
    if (n !== this.#n + 1) return false
    this.#n = n
    this.cursor = cursor
    this.#board = without(applyJobEvents(this.#board, events), dropped)
    this.counts = counts ?? this.counts
    this.#settleGone(events.some((event) => event.type === 'expired') ? 'expired' : 'removed')
    return true
  }

  /** Returns false when changes before the mark are missing. */
  receiveMark({ n, cursor }: Mark): boolean {
    if (n !== this.#n) return false
    this.cursor = cursor
    return true
  }

  /** Says that the server refused the watch because there is no such job. */
  receiveGone(gone: Gone): void {
    this.#board = emptyBoard
    this.ready = true
    this.gone = gone
  }

  #settleGone(reason: Gone): void {
    if (this.view.kind !== 'job') return
    const job = this.#board.get(this.view.id)
    this.#last = job ?? this.#last
    this.gone = job ? undefined : (this.gone ?? reason)
  }
}

function without(board: Board, dropped: readonly string[]): Board {
  if (!dropped.some((id) => board.has(id))) return board
  const next = new Map(board)
  for (const id of dropped) next.delete(id)
  return next
}

const sameItems = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((item, index) => item === b[index])
