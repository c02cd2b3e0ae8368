'use client'

import { type ReactNode, useId } from 'react'
import { Button } from './button.tsx'

interface PopoverProps {
  /** What the button shows. */
  face: ReactNode
  /** What the button is called, where its face does not say it. */
  label?: string
  title?: string
  look?: 'plain' | 'quiet'
  size?: 'small' | 'normal'
  onOpen?: () => void
  children: ReactNode
}

/**
 * A button and what opens from it: the browser's own popover, which closes with Esc, with a click beside it and when another opens, and
 * gives the focus back. A browser that cannot hang one thing on another shows it in the middle of the page.
 */
export function Popover({ face, label, title, look = 'plain', size = 'small', onOpen, children }: PopoverProps) {
  const id = useId()
  const anchor = `--popover-${id.replace(/[^\w-]/g, '')}`
  return (
    <>
      <Button
        look={look}
        size={size}
        popoverTarget={id}
        aria-label={label}
        title={title}
        aria-haspopup="dialog"
        style={{ anchorName: anchor }}
      >
        {face}
      </Button>
      <div
        id={id}
        popover="auto"
        onBeforeToggle={({ newState }) => newState === 'open' && onOpen?.()}
        role="dialog"
        aria-label={label ?? title}
        style={{ positionAnchor: anchor }}
        className="popover-below max-h-[min(26rem,60dvh)] w-max min-w-44 max-w-[min(24rem,calc(100vw-1rem))] overflow-y-auto rounded-lg border border-line bg-surface p-3 text-ink text-sm shadow-lg"
      >
        {children}
      </div>
    </>
  )
}
