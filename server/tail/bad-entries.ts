import type { StreamId } from '#core/stream-id.ts'
import type { Log } from '#server/log.ts'
import type { TailEntry } from './event-tail.ts'

/** An entry nobody could make sense of, as far as it is worth keeping. */
export interface BadEntrySample {
  queue: string
  id: StreamId
  why: string
  /** The entry's fields as text, cut at 2 KiB. */
  text: string
}

const keptSamples = 20
const sampleBytes = 2_048
const quietMs = 60_000

/** Counts entries that make no sense, keeps the last few, and says so once a minute for each queue: a flood of them is one line. */
export class BadEntries {
  count = 0
  readonly samples: BadEntrySample[] = []
  private readonly reported = new Map<string, { at: number; count: number }>()

  constructor(
    private readonly log: Log,
    private readonly now: () => number = Date.now,
  ) {}

  /** Takes note of the entry if something is wrong with it. */
  inspect(queue: string, entry: TailEntry): void {
    const why = entryFault(entry)
    if (why === undefined) return
    this.count += 1
    this.samples.push({ queue, id: entry.id, why, text: sampleText(entry) })
    if (this.samples.length > keptSamples) this.samples.shift()
    const last = this.reported.get(queue) ?? { at: Number.NEGATIVE_INFINITY, count: 0 }
    const count = last.count + 1
    if (this.now() - last.at < quietMs) return void this.reported.set(queue, { at: last.at, count })
    this.reported.set(queue, { at: this.now(), count: 0 })
    // What it says stays out of the log: it may be anything, and somebody's secret.
    this.log.warn({ queue, id: entry.id, why, count }, 'An event makes no sense and is passed over.')
  }

  /** Forgets when a queue was last spoken of. */
  forget(queue: string): void {
    this.reported.delete(queue)
  }
}

/** Why an entry makes no sense; undefined when it does. */
export function entryFault({ fields, leftOut }: TailEntry): string | undefined {
  const { event, data } = fields
  if (!event) return 'It names no event.'
  // A large result is no fault: it is read from the job, when somebody asks for it.
  if (leftOut !== undefined && event !== 'completed') return `It has ${leftOut} bytes more than are read of an event.`
  if (event !== 'progress') return undefined
  try {
    JSON.parse(data ?? '')
    return undefined
  } catch {
    return 'Its progress is not JSON.'
  }
}

function sampleText({ fields }: TailEntry): string {
  const shortened = Object.entries(fields).map(
    ([name, value]) => `${name.slice(0, 200)}=${value.slice(0, sampleBytes)}`,
  )
  const bytes = new Uint8Array(sampleBytes)
  // Whole characters only, as many as fit.
  const { written } = new TextEncoder().encodeInto(shortened.join(' '), bytes)
  return new TextDecoder().decode(bytes.subarray(0, written))
}
