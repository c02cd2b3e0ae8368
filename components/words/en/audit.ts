/** What the check of the audit log says in English. */
export const audit = {
  check: 'Check the chain',
  checking: 'Checking…',
  about: 'Each entry holds the hash of the one before, so what was changed or taken out shows.',
  whole: (count: string, entries: number) =>
    entries === 1
      ? 'The chain is whole: the one entry is as it was written.'
      : `The chain is whole: all ${count} entries are as they were written.`,
  empty: 'Nothing was written down yet, so there is nothing to check.',
  broken: 'The chain is broken.',
  at: 'Entry',
  end: 'at the end',
  good: (count: string) => `The ${count} entries before it are as they were written.`,
}
