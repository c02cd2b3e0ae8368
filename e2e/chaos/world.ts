import type { Redis } from 'ioredis'
import { parseJobId } from '#core/job-id.ts'
import type { View } from '#core/view.ts'
import { Load, type Script } from './load.ts'
import { ModelBrowser } from './model-browser.ts'
import { readFresh } from './read-fresh.ts'
import type { Scenario } from './scenario.ts'
import { Stack, type StackOptions } from './stack.ts'
import { waitUntil } from './wait-until.ts'
import type { KnownTags } from './wire-record.ts'

export const boardView: View = { kind: 'board', perState: 120 }
/** No job of a scenario is of this type: its watch must stay silent. */
const foreignView: View = { kind: 'board', perState: 120, filter: { types: ['csv-report'] } }
const evenView: View = { kind: 'board', perState: 120, filter: { tags: ['even'] } }

/** The product under load, with people watching it. */
export class World {
  /** Things worth knowing about a run, measured by it. */
  readonly measures: string[] = []
  private readonly guests: ModelBrowser[] = []

  private constructor(
    readonly stack: Stack,
    readonly load: Load,
    readonly browsers: readonly [ModelBrowser, ModelBrowser],
    private readonly tags: KnownTags,
  ) {}

  static async open(scenario: Scenario, options: StackOptions): Promise<World> {
    const { workers, respawnWorkers, tamper } = scenario
    const stack = await Stack.start({ ...options, workers, respawnWorkers })
    const tags: KnownTags = new Map()
    const urls = stack.webs.map(({ url }) => url)
    // Each begins at a node of its own and moves to the other when that is lost.
    const first = new ModelBrowser({ name: 'browser 1', urls, tags, tamper: tamper?.() })
    const second = new ModelBrowser({ name: 'browser 2', urls: urls.toReversed(), tags })
    const world = new World(stack, new Load(urls, tags), [first, second], tags)
    try {
      const id = await world.submit({ title: 'Watched alone', steps: 40, stepMs: 50 })
      const job: View = { kind: 'job', id }
      await Promise.all([boardView, foreignView, evenView, job].map((view) => first.watch(view)))
      await Promise.all([boardView, job].map((view) => second.watch(view)))
      return world
    } catch (error) {
      await world.close()
      throw error
    }
  }

  get redis(): Redis {
    return this.stack.redis.client
  }

  /** Opens one more browser; it is checked and closed like the others. */
  async browser(name: string, urls: readonly string[], views: readonly View[]): Promise<ModelBrowser> {
    const browser = new ModelBrowser({ name, urls, tags: this.tags })
    this.guests.push(browser)
    await Promise.all(views.map((view) => browser.watch(view)))
    return browser
  }

  get everybody(): readonly ModelBrowser[] {
    return [...this.browsers, ...this.guests]
  }

  /** Submits a job that must be taken. */
  async submit(script: Script, delayMs?: number): Promise<string> {
    return waitUntil('A submit', () => this.load.submit(script, delayMs), 20_000, 200)
  }

  /** What browser 1 shows of a job. */
  shown(id: string) {
    const [browser] = this.browsers
    const board = browser.watched.find(({ view }) => view === boardView)
    return board?.live.job(id)
  }

  /** Waits until browser 1 shows the job as `is` says. */
  see(what: string, id: string, is: (job: NonNullable<ReturnType<World['shown']>>) => boolean, withinMs = 15_000) {
    const ask = () => {
      const job = this.shown(id)
      return job && is(job) ? job : undefined
    }
    return waitUntil(what, ask, withinMs)
  }

  /** The jobs with these ids as a browser that comes now sees them. */
  async freshJobs(ids: readonly string[]) {
    const [fresh] = await readFresh(this.stack.healthyWeb.directUrl, [{ kind: 'jobs', ids: [...ids] }])
    return ids.map((id) => fresh?.state.jobs.get(id))
  }

  /** The key of something of the queue of rehearsals, or of the job with this id. */
  readonly key = (what: string): string => `bull:rehearsal:${parseJobId(what)?.id ?? what}`

  /** How many jobs have not ended. */
  async unfinished(): Promise<number> {
    const lists = await Promise.all(['wait', 'active', 'paused'].map((name) => this.redis.llen(this.key(name))))
    const sets = await Promise.all(['delayed', 'prioritized'].map((name) => this.redis.zcard(this.key(name))))
    return [...lists, ...sets].reduce((sum, count) => sum + count, 0)
  }

  async close(): Promise<void> {
    await this.load.stop()
    for (const browser of this.everybody) browser.close()
    await this.stack.close()
  }
}
