import { Preference } from '#components/shell/preferences.ts'

/** A job that somebody submitted from this browser and may come back for. */
interface Watched {
  id: string
  /** Somebody was told how it ended, or saw it. */
  isSettled?: boolean
}

/** Older ones are forgotten: nobody comes back for a hundred jobs. */
const most = 100

/** The jobs of this browser, for the title of its tabs and for who returns. */
export class WatchedJobs {
  readonly #kept = new Preference('waybill.jobs')
  #text: string | null = null
  #jobs: readonly Watched[] = []

  readonly subscribe = this.#kept.subscribe

  /** The ids of those whose end nobody was told of, oldest first; the same array until they change. */
  readonly open = (): readonly string[] => {
    this.#read()
    return this.#open
  }
  #open: readonly string[] = []

  add(id: string): void {
    this.#write([...this.#read().filter((job) => job.id !== id), { id }].slice(-most))
  }

  /** Somebody knows by now how these ended. */
  settle(ids: readonly string[]): void {
    const jobs = this.#read()
    if (!jobs.some((job) => !job.isSettled && ids.includes(job.id))) return
    this.#write(jobs.map((job) => (ids.includes(job.id) ? { ...job, isSettled: true } : job)))
  }

  #read(): readonly Watched[] {
    const text = this.#kept.get()
    if (text === this.#text) return this.#jobs
    this.#text = text
    this.#jobs = parsed(text)
    this.#open = this.#jobs.flatMap(({ id, isSettled }) => (isSettled ? [] : [id]))
    return this.#jobs
  }

  #write(jobs: readonly Watched[]): void {
    this.#kept.set(JSON.stringify(jobs))
  }
}

/** What stands in a browser's storage may be anything by now. */
function parsed(text: string | null): Watched[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(list) ? list.filter(isWatched) : []
  } catch {
    return []
  }
}

const isWatched = (entry: unknown): entry is Watched =>
  typeof entry === 'object' && entry !== null && 'id' in entry && typeof entry.id === 'string'

/** The page's one list. */
export const watchedJobs = new WatchedJobs()
