'use client'

import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Button } from '#components/ui/button.tsx'
import { type ActionPlace, useActionPlace } from './action-place.ts'

type Looks = Pick<ComponentProps<typeof Button>, 'look' | 'size' | 'className'>

const looks: Record<ActionPlace, Looks> = {
  card: { size: 'small' },
  first: {},
  row: {},
  menu: { look: 'quiet', className: 'w-full justify-start! text-ink' },
}

interface ActionButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  Icon: LucideIcon
  word: string
  /** What most people came for; only the first of a page's actions shows it. */
  isMain?: boolean
  /** It asks whether that is really meant. */
  isUnsure?: boolean
}

/** A button that does something with a job, as it looks where it stands. */
export function ActionButton({ Icon, word, isMain = false, isUnsure = false, ...rest }: ActionButtonProps) {
  const place = useActionPlace()
  const { className = '', ...look } = looks[place]
  return (
    <Button
      {...look}
      {...(isMain && place === 'first' && { look: 'primary' })}
      className={`aria-disabled:cursor-not-allowed aria-disabled:opacity-60 ${className} ${isUnsure ? 'border-failure! text-failure!' : ''}`}
      ref={handOnFocus}
      {...rest}
    >
      <Icon className={place === 'card' ? 'size-3.5' : 'size-4'} aria-hidden />
      {word}
    </Button>
  )
}

/** Closes the menu that a button stands in, if it does: the browser gives the focus to what opened it. */
export const closeMenu = (button: Element) => button.closest<HTMLElement>('[popover]')?.hidePopover()

/** What was pressed may be gone with that: then the keyboard goes on with what is first of the same job's actions now. */
function handOnFocus(button: HTMLElement | null) {
  const actions = button?.closest('[data-actions]')
  return () => {
    if (!actions || document.activeElement !== button) return
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) actions.querySelector<HTMLElement>('button')?.focus()
    })
  }
}
