/** The audit log. Its actions and codes are names, the same in every language. */
export const audit = {
  title: 'Audit log',
  export: 'Export',
  older: 'Older',
  empty: {
    none: 'Nothing was written down yet',
    noneText: 'Whoever changes something, or is refused to, is written down here: who, what, when and from where.',
    noMatch: 'No entry matches',
    noMatchText: 'Nothing of this kind was written down, or it is older than what is kept.',
    all: 'Show everything',
  },
  entries: 'Entries',
  heads: { at: 'When', by: 'Who', action: 'What', targets: 'On', outcome: 'Outcome' },
  everything: 'Everything',
  show: 'Show',
  outcomes: { done: 'Done', refused: 'Refused', failed: 'Failed' },
  now: (state: string) => `now ${state}`,
  /** So many refusals like this one were not written down before it. */
  unwritten: (count: string) => `and ${count} more like it before`,
  more: (count: string) => `and ${count} more`,
  chain: {
    check: 'Check the chain',
    checking: 'Checking…',
    about: 'Each entry holds the hash of the one before, so what was changed or taken out shows.',
    whole: (count: string, entries: number) =>
      entries === 1
        ? 'The chain is whole: the one entry is as it was written.'
        : `The chain is whole: all ${count} entries are as they were written.`,
    empty: 'Nothing was written down yet, so there is nothing to check.',
    broken: 'The chain is broken.',
    at: 'Entry {id}, {time}:',
    atEnd: 'An entry at the end:',
    good: (count: string, entries: number) =>
      entries === 1
        ? 'The one entry before it is as it was written.'
        : `The ${count} entries before it are as they were written.`,
  },
}
