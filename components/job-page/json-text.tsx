import { formatCount } from '#components/format/quantity.ts'

/** Beyond this a browser gets slow, and nobody reads on. */
const shownCharacters = 100_000

/** A value as indented JSON. */
export function JsonText({ value, label }: { value: unknown; label: string }) {
  const text = JSON.stringify(value, null, 2) ?? 'nothing'
  return (
    <>
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever uses the keyboard has to be able to scroll it.
        tabIndex={0}
        className="max-h-96 overflow-auto rounded-md bg-sunken p-3"
      >
        <pre className="wrap-anywhere whitespace-pre-wrap font-mono text-xs">{text.slice(0, shownCharacters)}</pre>
      </section>
      {text.length > shownCharacters && (
        <p className="pt-2 text-muted text-xs">The first {formatCount(shownCharacters)} characters are shown.</p>
      )}
    </>
  )
}
