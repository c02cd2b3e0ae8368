import { SearchX } from 'lucide-react'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { Button } from '#components/ui/button.tsx'
import { noMatch as w } from '#words/no-match.ts'

interface NoMatchProps {
  /** So many cards of each column the page looked through by itself; undefined where the server looked. */
  perState: number | undefined
  onClear: () => void
}

/** What stands in place of the columns when the filters let nothing through. */
export function NoMatch({ perState, onClear }: NoMatchProps) {
  const locale = useLocale()
  return (
    <section className="flex flex-1 flex-col items-center justify-center gap-3 px-6 py-16 text-center">
      <SearchX className="size-8 text-muted" aria-hidden />
      <h2 className="font-semibold text-xl">{w.title}</h2>
      <p className="max-w-md text-muted">
        {w.text} {perState !== undefined && w.newest(formatCount(perState, locale))}
      </p>
      <Button onClick={onClear}>{w.clear}</Button>
    </section>
  )
}
