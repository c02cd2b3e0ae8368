'use client'

import type { ReactNode } from 'react'
import { useConnection } from '#components/live/use-connection.ts'

/** Dims and marks what is inside while the server is out of reach. */
export function LastKnown({ children }: { children: ReactNode }) {
  const offline = useConnection().state === 'offline'
  return (
    <div
      data-offline={offline || undefined}
      className="flex min-h-0 flex-1 flex-col data-offline:opacity-90 data-offline:grayscale motion-safe:transition-[filter,opacity] motion-safe:duration-300"
    >
      {offline && (
        <p className="border-line border-b bg-sunken px-4 py-1.5 text-center text-ink text-xs sm:hidden">
          Showing what was last known
        </p>
      )}
      {children}
    </div>
  )
}
