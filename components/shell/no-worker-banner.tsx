'use client'

import { Unplug } from 'lucide-react'
import { useWorkersOnline } from '#components/live/use-workers-online.ts'
import { words } from '#components/words/words.ts'

/** Says on every page that nobody is there to run jobs. Says nothing while that is not known. */
export function NoWorkerBanner() {
  const workers = useWorkersOnline()
  return (
    <div role="status">
      {workers === 0 && (
        <p className="flex items-center justify-center gap-2 border-line border-b bg-failure/10 px-4 py-1.5 text-center text-failure text-sm">
          <Unplug className="size-4 shrink-0" aria-hidden />
          {words.shell.noWorker}
        </p>
      )}
    </div>
  )
}
