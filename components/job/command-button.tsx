'use client'

import type { LucideIcon } from 'lucide-react'
import type { MouseEvent } from 'react'
import { useAsking } from '#components/api/use-asking.ts'
import { useMay } from '#components/sign-in/me-context.tsx'
import { Refusal } from '#components/ui/refusal.tsx'
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
  // A menu is closed by then.
  const refuse = place === 'menu' ? (text: string) => toasts.show({ kind: 'wrong', text }) : undefined
  const { state, refusal, attempt, attemptWhenSure, forget } = useAsking(refuse)
  const isAsking = isAsked || state === 'asking'

  if (!isOffered) return null

  function press(event: MouseEvent) {
    if (isAsked) return
    void (sure ? attemptWhenSure : attempt)(() => {
      closeMenu(event.currentTarget)
      return command(event)
    })
  }

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
        onBlur={forget}
        aria-disabled={isAsking}
        title={title}
        aria-label={isUnsure && sureLabel ? sureLabel : `${said.replace('…', '')} ${label}`}
      />
      <Refusal text={refusal} className="basis-full text-xs" />
    </>
  )
}
