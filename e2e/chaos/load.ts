import { postJson } from './post-json.ts'
import type { KnownTags } from './wire-record.ts'

/** What a rehearsal is told; see its form for all it can do. */
export type Script = Record<string, unknown>

// Fewer than a board shows of a state: what falls out of the newest would make views of different age differ rightly.
const mostJobs = 100

/** Submits jobs over HTTP as anybody would, and remembers what was promised. */
export class Load {
  /** Ids that were answered with 202: they may never be missing. */
  readonly acked = new Set<string>()
  /** Submits without an answer: the job may be there or not. */
  unknown = 0
  /** Submits that were told to come back later. */
  refused = 0
  readonly violations: string[] = []
  #timer: NodeJS.Timeout | undefined
  #count = 0
  readonly #inFlight = new Set<Promise<unknown>>()

  constructor(
    private readonly urls: readonly string[],
    private readonly tags: KnownTags,
  ) {}

  start(perSecond: number): void {
    this.#timer = setInterval(() => {
      if (this.#count >= mostJobs) return
      const number = this.#count
      const script = { steps: 2 + (number % 5), stepMs: 40 + 20 * (number % 4) }
      const going: Promise<unknown> = this.submit(script).finally(() => this.#inFlight.delete(going))
      this.#inFlight.add(going)
    }, 1_000 / perSecond)
  }

  /** Sends no more, and waits for the answers that are due. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await Promise.all(this.#inFlight)
  }

  /** Submits one rehearsal. Undefined when it was refused, or when nobody knows. */
  async submit(script: Script, delayMs?: number): Promise<string | undefined> {
    const number = this.#count++
    const tag = number % 2 === 0 ? 'even' : 'odd'
    const url = this.urls[number % this.urls.length]
    const body = { type: 'rehearsal', input: { title: `Chaos ${number}`, ...script }, delayMs, tags: [tag] }
    try {
      const answer = await postJson(`${url}/api/jobs`, body)
      if (answer.status === 202) return this.#accepted(answer.body, tag)
      if (answer.status === 503) this.refused += 1
      else this.violations.push(`A submit was answered with ${answer.status}: ${JSON.stringify(answer.body)}`)
    } catch {
      this.unknown += 1 // cut off, or no answer in time: that is what is being counted
    }
    return undefined
  }

  /** Whoever deletes the data takes back every promise made before. */
  forget(): void {
    this.acked.clear()
  }

  #accepted(body: unknown, tag: string): string {
    const { id } = body as { id: string } // the contract of 202
    this.acked.add(id)
    this.tags.set(id, [tag])
    return id
  }
}
