/** Runs tasks one after the other, in the order in which they were given; one that fails does not stop the next. */
export function createSerial() {
  let last: Promise<unknown> = Promise.resolve()
  return function serial<T>(task: () => Promise<T>): Promise<T> {
    const run = last.then(task, task)
    // The caller gets the failure; the chain only needs to know that the task is over.
    last = run.catch(() => {})
    return run
  }
}
