import { ask, reasonOf } from './ask.ts'

/** What is known of an answer that was asked for. */
export type FetchedState<Answer> =
  | { state: 'waiting' | 'loading' }
  | { state: 'here'; answer: Answer; at: number }
  | { state: 'refused'; reason: string }

/** An answer of the API that is fetched when somebody looks at it for the first time, and again only when somebody says so. */
export class Fetched<Answer> {
  readonly #listeners = new Set<() => void>()
  #state: FetchedState<Answer> = { state: 'waiting' }

  constructor(
    private readonly path: string,
    private readonly fetchAnswer: (path: string) => Promise<Answer> = ask,
  ) {}

  readonly read = (): FetchedState<Answer> => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#state.state === 'waiting') void this.load()
    return () => void this.#listeners.delete(listener)
  }

  readonly load = async (): Promise<void> => {
    if (this.#state.state === 'loading') return
    this.#publish({ state: 'loading' })
    try {
      this.#publish({ state: 'here', answer: await this.fetchAnswer(this.path), at: Date.now() })
    } catch (error) {
      this.#publish({ state: 'refused', reason: reasonOf(error) })
    }
  }

  #publish(state: FetchedState<Answer>): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
