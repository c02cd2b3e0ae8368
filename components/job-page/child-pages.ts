import { ask, reasonOf } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { type ChildrenPage, type ChildState, childrenPerPage } from '#core/children-page.ts'

/** Which children are listed: all, or those of whom this became. */
export type ChildFilter = 'all' | ChildState

/** A child as it was when the list was fetched. */
export interface ListedChild {
  id: string
  state: ChildState
  /** Missing when it was no longer kept. */
  label: string | undefined
}

/** What is known of a list of children. */
export interface ChildList {
  filter: ChildFilter
  /** As they were fetched: each page is a view of its own on the socket, so one more does not disturb the others. */
  pages: readonly (readonly ListedChild[])[]
  next: string | undefined
  /** Whether the server has told who they are, at least once. */
  isHere: boolean
  isAsking: boolean
  refusal: { reason: string; again: () => void } | undefined
}

interface Answer {
  children: readonly { id: string; state: ChildState; job?: { label: string } }[]
  nextCursor?: string
}

/** The children of one job, page by page. The first page is fetched when somebody looks, the others when somebody asks for them. */
export class ChildPages {
  readonly #listeners = new Set<() => void>()
  #asking: AbortController | undefined
  #list: ChildList

  constructor(
    private readonly id: string,
    initial?: ChildrenPage,
  ) {
    const nothing = { filter: 'all', pages: [], next: undefined, isHere: false, isAsking: false } as const
    this.#list = { ...nothing, refusal: undefined, ...(initial && begun(initial)) }
  }

  readonly read = (): ChildList => this.#list

  /** Whoever looks no more waits for nothing: what is being fetched for the last listener is broken off. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    const { isHere, isAsking, refusal, filter } = this.#list
    if (!isHere && !isAsking && !refusal) void this.load(filter)
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      this.#asking?.abort()
      this.#list = { ...this.#list, isAsking: false }
    }
  }

  /** Begins anew without a cursor. What was asked for before and is not here yet no longer counts. */
  readonly load = async (filter: ChildFilter, cursor?: string): Promise<void> => {
    this.#asking?.abort()
    this.#asking = new AbortController()
    const { signal } = this.#asking
    this.#publish({ ...this.#list, isAsking: true, refusal: undefined })
    try {
      const query = new URLSearchParams({ limit: String(childrenPerPage) })
      if (filter !== 'all') query.set('state', filter)
      if (cursor !== undefined) query.set('cursor', cursor)
      const answer = await ask<Answer>(`${jobPath.children(this.id)}?${query}`, { signal })
      const earlier = cursor === undefined ? [] : this.#list.pages
      if (!signal.aborted) this.#publish({ ...this.#list, isAsking: false, filter, ...begun(answer, earlier) })
    } catch (error) {
      // What was broken off is no refusal.
      if (signal.aborted) return
      const refusal = { reason: reasonOf(error), again: () => void this.load(filter, cursor) }
      this.#publish({ ...this.#list, isAsking: false, refusal })
    }
  }

  #publish(list: ChildList): void {
    this.#list = list
    for (const listener of this.#listeners) listener()
  }
}

/** A list that goes on with what `answer` has. A child may have moved to another page since the one before was fetched. */
function begun({ children, nextCursor }: Answer, earlier: ChildList['pages'] = []) {
  const known = new Set(earlier.flat().map(({ id }) => id))
  const fresh = children
    .filter(({ id }) => !known.has(id))
    .map(({ id, state, job }) => ({ id, state, label: job?.label }))
  return { isHere: true, next: nextCursor, pages: fresh.length > 0 ? [...earlier, fresh] : earlier }
}
