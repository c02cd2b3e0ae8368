'use client'

import { DatabaseZap } from 'lucide-react'
import type { ReactNode } from 'react'
import { useConnection } from '#components/live/use-connection.ts'
import { words } from '#components/words/words.ts'

/** Dims and marks what is inside while the server, or its Redis, is out of reach. */
export function LastKnown({ children }: { children: ReactNode }) {
  const { state } = useConnection()
  const isOld = state === 'offline' || state === 'no-redis'
  return (
    <div
      data-offline={isOld || undefined}
      className="flex min-h-0 flex-1 flex-col data-offline:opacity-90 data-offline:grayscale motion-safe:transition-[filter,opacity] motion-safe:duration-300"
    >
      <div role="status">
        {state === 'no-redis' && (
          <p className="flex items-center justify-center gap-2 border-line border-b bg-failure/10 px-4 py-1.5 text-center text-failure text-sm">
            <DatabaseZap className="size-4 shrink-0" aria-hidden />
            {words.shell.noRedis}
          </p>
        )}
      </div>
      {state === 'offline' && (
        <p className="border-line border-b bg-sunken px-4 py-1.5 text-center text-ink text-xs sm:hidden">
          {words.shell.lastKnown}
        </p>
      )}
      {children}
    </div>
  )
}
