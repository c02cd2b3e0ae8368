/** A deliberate break of the product, and the scenario that must notice. */
export interface Mutation {
  name: string
  file: string
  find: string
  replace: string
  scenario: string
}

/** A suite that never saw these proves nothing. */
export const mutations: readonly Mutation[] = [
  {
    name: 'no fence: reports of an older attempt count',
    file: 'core/fold.ts',
    find: 'event.attempt < job.attempt.current || ',
    replace: '',
    scenario: 'F3b',
  },
  {
    name: 'no versions: late events count',
    file: 'core/fold.ts',
    find: ' || !isNewer(event.version, job.version)',
    replace: '',
    scenario: 'F19',
  },
  {
    name: 'no numbers: a lost message is not missed',
    file: 'components/live/live-watch.ts',
    find: 'return n === this.#n && ',
    replace: 'return ',
    scenario: 'F21',
  },
  {
    name: 'no gap check: trimmed events are not missed',
    file: 'server/tail/stream-position.ts',
    find: 'lost: index - at.index - entries.length',
    replace: 'lost: 0',
    scenario: 'F17',
  },
  {
    name: 'no cursor: a tail that comes back begins at the end of the stream',
    file: 'server/tail/redis-tail.ts',
    find: 'await checkEpoch(listener)\n    await read(',
    replace: 'await checkEpoch(listener); await streams.locate()\n    await read(',
    scenario: 'F12b',
  },
  {
    name: 'no replay: a browser that comes back is told that it missed nothing',
    file: 'server/bridge/feed-history.ts',
    find: 'this.ticks.slice(this.firstAfter(positions))',
    replace: 'this.ticks.slice(this.ticks.length)',
    scenario: 'F10',
  },
  {
    name: 'no coalescing: every report goes out',
    file: 'server/bridge/outbox.ts',
    find: 'if (earlier !== undefined) this.events.delete(earlier)',
    replace: '',
    scenario: 'F22',
  },
]
