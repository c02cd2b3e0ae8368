import { Unplug } from 'lucide-react'
import { Sentence } from '#components/words/sentence.tsx'
import { workers as w } from '#words/workers.ts'

/** Nobody is there to run jobs: what that means, and what to do. */
export function NoWorkers() {
  return (
    <div className="flex flex-col gap-2 rounded-lg border border-line bg-surface p-5">
      <p className="flex items-center gap-2 font-semibold text-failure">
        <Unplug className="size-4" aria-hidden />
        {w.none.title}
      </p>
      <p>{w.none.text}</p>
      <p className="text-muted">
        <Sentence
          text={w.none.start}
          parts={{
            worker: <code className="rounded bg-sunken px-1 py-0.5 text-ink">WAYBILL_ROLE=worker npm start</code>,
            all: <code className="rounded bg-sunken px-1 py-0.5 text-ink">npm start</code>,
          }}
        />
      </p>
    </div>
  )
}
