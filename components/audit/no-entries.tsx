import { ScrollText, SearchX } from 'lucide-react'
import Link from 'next/link'
import { buttonClass } from '#components/ui/button.tsx'
import { audit } from '#words/audit.ts'

const w = audit.empty

/** The log without an entry: because there is none, or none that was asked for. */
export function NoEntries({ isNarrow }: { isNarrow: boolean }) {
  const Icon = isNarrow ? SearchX : ScrollText
  return (
    <section className="flex flex-col items-center gap-3 px-6 py-16 text-center">
      <Icon className="size-8 text-muted" aria-hidden />
      <h2 className="font-semibold text-xl">{isNarrow ? w.noMatch : w.none}</h2>
      <p className="max-w-md text-muted">{isNarrow ? w.noMatchText : w.noneText}</p>
      {isNarrow && (
        <Link href="/audit" prefetch={false} className={buttonClass()}>
          {w.all}
        </Link>
      )}
    </section>
  )
}
