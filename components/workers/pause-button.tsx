'use client'

import { Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { askPost } from '#components/api/ask.ts'
import { CommandButton } from '#components/job/command-button.tsx'
import { Button } from '#components/ui/button.tsx'
import type { OpsQueue } from '#core/ops.ts'
import { workers as w } from '#words/workers.ts'
import { PauseDialog } from './pause-dialog.tsx'

const queuePath = (name: string, command: 'pause' | 'resume') => `/api/queues/${encodeURIComponent(name)}/${command}`

/** Pauses a queue, after a question, or lets it go on. That it did shows on the queue itself, by the socket. */
export function PauseButton({ queue }: { queue: OpsQueue }) {
  const [isAsking, setAsking] = useState(false)
  const { name, paused } = queue
  return (
    <div className="flex flex-wrap gap-1 md:justify-end">
      {paused ? (
        <CommandButton
          Icon={Play}
          word={w.queues.resume}
          asking={w.queues.resuming}
          label={name}
          right="queue.pause"
          command={() => askPost(queuePath(name, 'resume'))}
        />
      ) : (
        <Button size="small" onClick={() => setAsking(true)} aria-label={w.queues.pauseOf(name)}>
          <Pause className="size-3.5" aria-hidden />
          {w.queues.pause}
        </Button>
      )}
      {isAsking && (
        <PauseDialog queue={queue} pause={() => askPost(queuePath(name, 'pause'))} onClose={() => setAsking(false)} />
      )}
    </div>
  )
}
