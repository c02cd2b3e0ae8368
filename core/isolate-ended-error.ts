/** The thread or process that ran a job ended before the job did: it crashed, ran out of memory, was killed, or exited by itself. */
export class IsolateEndedError extends Error {
  override readonly name = 'IsolateEndedError'
  /** `how` is the end of a sentence. */
  constructor(
    readonly isolate: 'thread' | 'process',
    how: string,
  ) {
    super(
      `The ${isolate} of the job ${how} before the job had ended. Its output, if any, stands in the log of the worker.`,
    )
  }
}
