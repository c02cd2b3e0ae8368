/** Goes through something that may be long a few items at a time, and begins again at its end. */
export class EndlessWalk<T> {
  private current: AsyncIterator<T> | undefined

  constructor(private readonly begin: () => AsyncIterable<T>) {}

  /** The next items, `limit` at the most; `isEnd` says that the last one is among them. */
  async next(limit: number): Promise<{ items: T[]; isEnd: boolean }> {
    this.current ??= this.begin()[Symbol.asyncIterator]()
    const items: T[] = []
    while (items.length < limit) {
      const result = await this.current.next()
      if (result.done) {
        this.current = undefined
        return { items, isEnd: true }
      }
      items.push(result.value)
    }
    return { items, isEnd: false }
  }

  /** Lets go of what the walk holds open. */
  async close(): Promise<void> {
    await this.current?.return?.()
    this.current = undefined
  }
}
