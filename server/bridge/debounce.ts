/** Runs something for a key a little after it was first asked for, however often it is asked for until then. */
export class Debounce {
  private readonly timers = new Map<string, NodeJS.Timeout>()

  constructor(
    private readonly run: (key: string) => void,
    private readonly afterMs: number,
  ) {}

  soon(key: string): void {
    if (this.timers.has(key)) return
    const timer = setTimeout(() => {
      this.timers.delete(key)
      this.run(key)
    }, this.afterMs)
    // A process that has nothing else to do need not wait for it.
    this.timers.set(key, timer.unref())
  }
}
