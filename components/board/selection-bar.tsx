'use client'

import { Suspense } from 'react'
import { late } from '#components/ui/late.ts'
import type { JobCommand } from './command-jobs.ts'
import { useSelection } from './selection.ts'

// It comes with the first mark.
const SelectionCard = late(() => import('./selection-card.tsx').then((module) => module.SelectionCard))

/** Where it is said how many cards are marked: always there, so that what appears in it is read out. */
export function SelectionBar({ command }: { command: (command: JobCommand) => Promise<void> }) {
  const { size } = useSelection()
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 bottom-4 z-20 flex justify-center px-3">
      {size > 0 && (
        <Suspense>
          <SelectionCard size={size} command={command} />
        </Suspense>
      )}
    </div>
  )
}
