import { applyJobEvents, type Board, columnOf, emptyBoard } from '#core/board.ts'
import type { Job } from '#core/job.ts'
import type { JobEvent } from '#core/job-event.ts'
import { type JobState, jobStates } from '#core/job-state.ts'
import { keptUntil } from '#core/kept-until.ts'
import type { LogLine } from '#core/log-line.ts'
import type { Ops } from '#core/ops.ts'
import type { Changes, Cursor, Mark, WatchAck } from '#core/protocol.ts'
import type { ScheduleBook } from '#core/schedule.ts'
import type { Counts, View } from '#core/view.ts'

/** Ids of the jobs in each state, newest first. */
export type Columns = Readonly<Record<JobState, readonly string[]>>

/** Why what is watched is not there: it never was, it was removed, its time was up, or it is not for this person. */
export type Gone = 'unknown' | 'removed' | 'expired' | 'forbidden'

/** Whether a message goes on from the one before it: it does, it came once more, or something between them is missing. */
export type Continuity = 'whole' | 'repeated' | 'broken'

/** So many lines are held for whoever puts them together; of more it sees by their numbers that it missed some. */
const heldLines = 1_000

const noColumns: Columns = { pending: [], running: [], success: [], failure: [] }

/** What is known of one view: folds in what the server says and keeps what did not change as the same objects. */
export class LiveWatch {
  /** Whether the server has answered once. What is known then stays until it is replaced, also while offline. */
  ready = false
  counts: Counts | undefined
  /** What operators watch; only a view of that has it. */
  ops: Ops | undefined
  /** The schedules; only a view of those has them. */
  schedules: ScheduleBook | undefined
  cursor: Cursor | undefined
  gone: Gone | undefined
  /** The last lines of the job's log that were told, in the order in which they came; the same array until there are others. */
  lines: readonly LogLine[] = []
  #board: Board = emptyBoard
  /** The epoch of what is on the board. It outlives the cursor: versions of one epoch can always be compared. */
  #epoch: string | undefined
  #last: Job | undefined
  #n = 0
  #columns = noColumns
  #columnsOf: Board = emptyBoard

  constructor(readonly view: View) {}

  /** A view of one job keeps it as it was last known, also when it is gone. */
  job(id: string): Job | undefined {
    return this.#board.get(id) ?? (this.#last?.id === id ? this.#last : undefined)
  }

  /** All jobs that are there; the same object until one of them changes. */
  jobs(): Board {
    return this.#board
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

  /**
   * A snapshot replaces what was known; a replay keeps it and goes on from the cursor. Numbers of changes start again either way.
   * Returns false for a replay that does not go on from what is known.
   */
  receiveAck(ack: Extract<WatchAck, { ok: true }>): boolean {
    const { epoch } = ack.cursor
    if (ack.mode === 'snapshot') {
      this.#board = epoch === this.#epoch ? renewed(this.#board, ack.jobs ?? []) : renewed(emptyBoard, ack.jobs ?? [])
      this.#epoch = epoch
      this.cursor = ack.cursor
    } else if (!this.cursor || epoch !== this.#epoch) return false
    // The cursor of a replay may be that of its end. Only what has been folded in counts as known, or a replay that is cut off
    // would leave a hole.
    this.#n = 0
    this.counts = ack.counts ?? this.counts
    this.ops = ack.ops ?? this.ops
    this.schedules = ack.schedules ?? this.schedules
    this.ready = true
    const until = this.#last && keptUntil(this.#last)
    // Who was away when its time was over was not told; but the time itself was.
    this.#settleGone(until !== undefined && until <= ack.now ? 'expired' : 'unknown')
    return true
  }

  receiveChanges({ n, cursor, events, counts, ops, schedules, dropped = [] }: Changes): Continuity {
    const continuity = this.#continuity(n - 1, cursor)
    if (continuity !== 'whole') return continuity
    this.#n = n
    this.cursor = cursor
    this.#board = without(applyJobEvents(this.#board, events), dropped)
    this.counts = counts ?? this.counts
    const lines = events.flatMap((event) => (event.type === 'logged' ? event.lines : []))
    if (lines.length > 0) this.lines = [...this.lines, ...lines].slice(-heldLines)
    this.ops = ops ?? this.ops
    this.schedules = schedules ?? this.schedules
    this.#settleGone(events.some((event) => event.type === 'expired') ? 'expired' : 'removed')
    return 'whole'
  }

  receiveMark({ n, cursor }: Mark): Continuity {
    const continuity = this.#continuity(n, cursor)
    if (continuity === 'whole') this.cursor = cursor
    return continuity
  }

  /** Says that the server refused the watch because there is no such job. */
  receiveGone(gone: Gone): void {
    this.#board = emptyBoard
    this.cursor = undefined
    this.ready = true
    this.gone = gone
  }

  /** `n` is the number of the changes before what has come. */
  #continuity(n: number, cursor: Cursor): Continuity {
    if (n < this.#n) return 'repeated'
    return n === this.#n && cursor.epoch === this.#epoch ? 'whole' : 'broken'
  }

  #settleGone(reason: Gone): void {
    if (this.view.kind !== 'job') return
    const job = this.#board.get(this.view.id)
    this.#last = job ?? this.#last
    this.gone = job ? undefined : (this.gone ?? reason)
  }
}

/** The board that a snapshot shows. Another node may read a little behind the one before, and no card may go back. */
function renewed(board: Board, jobs: readonly Job[]): Board {
  const facts = jobs.map((job): JobEvent => {
    return { type: 'submitted', id: job.id, version: job.version, attempt: job.attempt.current, job }
  })
  const ids = new Set(jobs.map((job) => job.id))
  const gone = [...board.keys()].filter((id) => !ids.has(id))
  return applyJobEvents(without(board, gone), facts)
}

function without(board: Board, dropped: readonly string[]): Board {
  if (!dropped.some((id) => board.has(id))) return board
  const next = new Map(board)
  for (const id of dropped) next.delete(id)
  return next
}

const sameItems = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((item, index) => item === b[index])
