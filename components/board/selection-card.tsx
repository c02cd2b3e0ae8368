'use client'

import { CircleStop, RotateCcw } from 'lucide-react'
import { useContext } from 'react'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { Button } from '#components/ui/button.tsx'
import { selection as w } from '#words/selection.ts'
import type { JobCommand } from './command-jobs.ts'
import { SelectionContext } from './selection.ts'
import { useJobCommands } from './use-job-commands.ts'

interface SelectionCardProps {
  size: number
  command: (command: JobCommand) => Promise<void>
}

/** How many cards are marked, and what can be done with all of them. */
export function SelectionCard({ size, command }: SelectionCardProps) {
  const selection = useContext(SelectionContext)
  const locale = useLocale()
  const may = useJobCommands()
  return (
    <div className="pointer-events-auto flex items-center gap-2 rounded-lg border border-edge bg-surface py-2 pr-2 pl-4 shadow-lg">
      <p className="pr-2 font-medium">{w.size(formatCount(size, locale), size)}</p>
      {may.retry && (
        <Button size="small" onClick={() => void command('retry')}>
          <RotateCcw className="size-3.5" aria-hidden />
          {w.retry}
        </Button>
      )}
      {may.cancel && (
        <Button size="small" onClick={() => void command('cancel')}>
          <CircleStop className="size-3.5" aria-hidden />
          {w.cancel}
        </Button>
      )}
      <Button look="quiet" size="small" onClick={() => selection.clear()}>
        {w.clear}
      </Button>
    </div>
  )
}
