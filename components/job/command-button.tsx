'use client'

import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { reasonOf } from '#components/api/ask.ts'
import { useMay } from '#components/sign-in/me-context.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Action } from '#core/can.ts'

interface CommandButtonProps {
  Icon: LucideIcon
  word: string
  /** While it is asked for: `Retrying…`. */
  asking: string
  /** What it is done to. */
  label: string
  /** What is asked for cannot be taken back: it takes a second click, on this. */
  sure?: string
  title?: string
  size?: 'small' | 'normal'
  /** Offered only to who may do this. */
  right: Action
  command: () => Promise<unknown>
}

/** Asks the server for something. Whether it was granted shows on the job itself, by the socket; a refusal stands beside the button. */
export function CommandButton(props: CommandButtonProps) {
  const { Icon, word, asking, label, sure, title, size, right, command } = props
  const isOffered = useMay(right)
  const [state, setState] = useState<'idle' | 'unsure' | 'asking'>('idle')
  const [refusal, setRefusal] = useState<string>()

  if (!isOffered) return null

  async function press() {
    // Not `disabled`: that would take the keyboard's place on the page away.
    if (state === 'asking') return
    if (sure && state === 'idle') return setState('unsure')
    setState('asking')
    setRefusal(undefined)
    await command().catch((error: unknown) => setRefusal(reasonOf(error)))
    setState('idle')
  }

  const said = state === 'idle' ? word : state === 'asking' ? asking : (sure ?? word)
  return (
    <>
      <Button
        size={size}
        onClick={press}
        onBlur={() => setState((before) => (before === 'unsure' ? 'idle' : before))}
        aria-disabled={state === 'asking'}
        className={`aria-disabled:cursor-not-allowed aria-disabled:opacity-60 ${state === 'unsure' ? 'border-failure! text-failure!' : ''}`}
        title={title}
        aria-label={`${said} ${label}`}
      >
        <Icon className="size-3.5" aria-hidden />
        {said}
      </Button>
      {refusal && (
        <p role="alert" className="basis-full text-failure text-xs">
          {refusal}
        </p>
      )}
    </>
  )
}
