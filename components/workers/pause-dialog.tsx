'use client'

import { useState } from 'react'
import { reasonOf } from '#components/api/ask.ts'
import { formatCount } from '#components/format/quantity.ts'
import { Button } from '#components/ui/button.tsx'
import { Modal } from '#components/ui/modal.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import type { OpsQueue } from '#core/ops.ts'

interface PauseDialogProps {
  queue: OpsQueue
  pause: () => Promise<unknown>
  onClose: () => void
}

/** Asks before a queue is paused: it stops work on every worker. */
export function PauseDialog({ queue, pause, onClose }: PauseDialogProps) {
  const [isAsking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const { name, counts, foreign } = queue

  async function press() {
    if (isAsking) return
    setAsking(true)
    setRefusal(undefined)
    try {
      await pause()
      onClose()
    } catch (error) {
      setRefusal(reasonOf(error))
      setAsking(false)
    }
  }

  return (
    <Modal title={`Pause “${name}”?`} onClose={onClose}>
      <div className="flex flex-col gap-3 px-5 py-4">
        <p>
          No worker begins a job of <UserText className="font-medium">{name}</UserText> until it is resumed.
          {counts.running > 0 && ` The ${formatCount(counts.running)} that run go on to their end.`}
          {counts.pending > 0 && ` ${formatCount(counts.pending)} wait.`} New ones are taken and wait in line.
        </p>
        {foreign && (
          <p className="text-failure">
            This queue belongs to another program. Its workers stop as well, and Waybill writes to it only because you
            ask.
          </p>
        )}
        {refusal && (
          <p role="alert" className="text-failure">
            {refusal}
          </p>
        )}
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Keep it running</Button>
          <Button look="primary" onClick={press} aria-disabled={isAsking}>
            {isAsking ? 'Pausing…' : `Pause ${name}`}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
