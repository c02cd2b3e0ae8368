'use client'

import { DatabaseZap } from 'lucide-react'
import type { ReactNode } from 'react'
import { useConnection } from '#components/live/use-connection.ts'
import { words } from '#components/words/words.ts'
import { Banner } from './banner.tsx'

/** Dims and marks what is inside while the server, or its Redis, is out of reach. */
export function LastKnown({ children }: { children: ReactNode }) {
  const { state } = useConnection()
  const isOld = state === 'offline' || state === 'no-redis'
  return (
    <>
      <div role="status">{state === 'no-redis' && <Banner Icon={DatabaseZap}>{words.shell.noRedis}</Banner>}</div>
      {state === 'offline' && (
        <p className="border-line border-b bg-sunken px-4 py-1.5 text-center text-ink text-xs sm:hidden">
          {words.shell.lastKnown}
        </p>
      )}
      <div
        data-offline={isOld || undefined}
        className="flex min-h-0 flex-1 flex-col data-offline:opacity-90 data-offline:grayscale motion-safe:transition-[filter,opacity] motion-safe:duration-300"
      >
        {children}
      </div>
    </>
  )
}
