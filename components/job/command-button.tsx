'use client'

import type { LucideIcon } from 'lucide-react'
import { type MouseEvent, useState } from 'react'
import { reasonOf } from '#components/api/ask.ts'
import { useMay } from '#components/sign-in/me-context.tsx'
import { useToasts } from '#components/ui/toasts.tsx'
import type { Action } from '#core/can.ts'
import { ActionButton, closeMenu } from './action-button.tsx'
import { useActionPlace } from './action-place.ts'

interface CommandButtonProps {
  Icon: LucideIcon
  word: string
  /** While it is asked for: `Retrying…`. */
  asking: string
  /** What it is done to. */
  label: string
  /** It takes a second click, on this: it cannot be taken back, or does more than it says. */
  sure?: string
  /** What is read aloud then. */
  sureLabel?: string
  title?: string
  /** Offered only to who may do this. */
  right: Action
  /** Somebody has asked for it already. */
  isAsked?: boolean
  isMain?: boolean
  command: (event: MouseEvent) => Promise<unknown>
}

/** Asks the server for something. Whether it was granted shows on the job itself, by the socket; a refusal stands beside the button. */
export function CommandButton(props: CommandButtonProps) {
  const { Icon, word, asking, label, sure, sureLabel, title, right, isAsked = false, isMain, command } = props
  const isOffered = useMay(right)
  const place = useActionPlace()
  const toasts = useToasts()
  const [state, setState] = useState<'idle' | 'unsure' | 'asking'>('idle')
  const [refusal, setRefusal] = useState<string>()
  const isAsking = isAsked || state === 'asking'

  if (!isOffered) return null

  async function press(event: MouseEvent) {
    // Not `disabled`: that would take the keyboard's place on the page away.
    if (isAsking) return
    if (sure && state === 'idle') return setState('unsure')
    closeMenu(event.currentTarget)
    setState('asking')
    setRefusal(undefined)
    await command(event).catch((error: unknown) => refuse(reasonOf(error)))
    setState('idle')
  }

  // A menu is closed by then.
  const refuse = (text: string) => (place === 'menu' ? toasts.show({ kind: 'wrong', text }) : setRefusal(text))

  const isUnsure = !isAsking && state === 'unsure'
  const said = isAsking ? asking : isUnsure ? (sure ?? word) : word
  return (
    <>
      <ActionButton
        Icon={Icon}
        word={said}
        isMain={isMain}
        isUnsure={isUnsure}
        onClick={press}
        onBlur={() => setState((before) => (before === 'unsure' ? 'idle' : before))}
        aria-disabled={isAsking}
        title={title}
        aria-label={isUnsure && sureLabel ? sureLabel : `${said.replace('…', '')} ${label}`}
      />
      {refusal && (
        <p role="alert" className="basis-full text-failure text-xs">
          {refusal}
        </p>
      )}
    </>
  )
}
