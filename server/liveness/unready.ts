import type { Freshness, FreshnessOptions } from './freshness.ts'

export interface UnreadyOptions extends Pick<FreshnessOptions, 'ask' | 'tail'> {
  freshness: Pick<Freshness, 'trouble'>
}

/** Says why the process cannot do its work right now; undefined when it can. Never says that it can while pages are told otherwise. */
export function createUnready({ ask, tail, freshness }: UnreadyOptions): () => Promise<string | undefined> {
  return async () => {
    // Known already: whoever asks need not wait as long as Redis is silent.
    if (freshness.trouble()?.reason === 'no-redis') return 'Redis does not answer.'
    const answers = await ask().then(
      () => true,
      () => false,
    )
    if (!answers) return 'Redis does not answer.'
    return tail.caughtUp && !freshness.trouble() ? undefined : 'The event tail has not caught up.'
  }
}
