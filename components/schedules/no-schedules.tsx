import { CalendarClock, Plus } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { schedules as w } from '#words/schedules.ts'

/** The page before its first schedule: what one is, and what it does when nobody is there to run it. */
export function NoSchedules({ make }: { make: () => void }) {
  return (
    <section className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center gap-4 py-10">
      <CalendarClock className="size-8 text-accent" aria-hidden />
      <h2 className="text-balance font-semibold text-2xl tracking-tight">{w.none.title}</h2>
      <p className="text-base">{w.none.text}</p>
      <ul className="flex list-disc flex-col gap-1 pl-5 text-muted">
        {w.none.facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <Button look="primary" className="w-fit" onClick={make}>
        <Plus className="size-4" aria-hidden />
        {w.make}
      </Button>
    </section>
  )
}
