'use client'

import { useAsking } from '#components/api/use-asking.ts'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { Button } from '#components/ui/button.tsx'
import { Modal } from '#components/ui/modal.tsx'
import { Refusal } from '#components/ui/refusal.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { Sentence } from '#components/words/sentence.tsx'
import type { OpsQueue } from '#core/ops.ts'
import { workers } from '#words/workers.ts'

const w = workers.pause

interface PauseDialogProps {
  queue: OpsQueue
  pause: () => Promise<unknown>
  onClose: () => void
}

/** Asks before a queue is paused: it stops work on every worker. */
export function PauseDialog({ queue, pause, onClose }: PauseDialogProps) {
  const { isAsking, refusal, attempt } = useAsking()
  const locale = useLocale()
  const {
    name,
    counts: { running, pending },
    foreign,
  } = queue

  async function press() {
    await pause()
    onClose()
  }

  return (
    <Modal title={w.title(name)} onClose={onClose}>
      <div className="flex flex-col gap-3 px-5 py-4">
        <p>
          <Sentence text={w.text} parts={{ queue: <UserText className="font-medium">{name}</UserText> }} />{' '}
          {running > 0 && w.running(formatCount(running, locale), running)}{' '}
          {pending > 0 ? w.waiting(formatCount(pending, locale), pending) : w.waitingNone}
        </p>
        {foreign && <p className="text-failure">{w.foreign}</p>}
        <Refusal text={refusal} />
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>{w.keep}</Button>
          <Button look="primary" onClick={() => attempt(press)} aria-disabled={isAsking}>
            {isAsking ? w.pausing : w.confirm(name)}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
