import { words } from '#components/words/words.ts'

/** First stop of the Tab key: jumps over the header. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only rounded-md bg-accent px-4 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
    >
      {words.shell.skip}
    </a>
  )
}
