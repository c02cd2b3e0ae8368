import { CalendarClock, Plus } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'

/** The page before its first schedule: what one is, and what it does when nobody is there to run it. */
export function NoSchedules({ make }: { make: () => void }) {
  return (
    <section className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center gap-4 py-10">
      <CalendarClock className="size-8 text-accent" aria-hidden />
      <h2 className="text-balance font-semibold text-2xl tracking-tight">No schedules yet</h2>
      <p className="text-base">
        A schedule submits a job again and again: every morning, on the first of the month, every ten minutes. Each run
        is a job like any other, with its own page, log and result.
      </p>
      <ul className="flex list-disc flex-col gap-1 pl-5 text-muted">
        <li>Runs are made by the workers, also while this page and its server are away.</li>
        <li>If no worker was there, the missed run is made up once, late; the others that were missed are left out.</li>
        <li>While a run goes on for longer than the interval, at most one more waits for it.</li>
      </ul>
      <Button look="primary" className="w-fit" onClick={make}>
        <Plus className="size-4" aria-hidden />
        New schedule
      </Button>
    </section>
  )
}
