'use client'

import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { words } from '#components/words/words.ts'
import { Button } from './button.tsx'

interface ModalProps {
  title: string
  onClose: () => void
  /** What is inside says what this is: the title is only read out, and there is no cross. */
  isBare?: boolean
  children: ReactNode
}

/** Opens while it is mounted; Esc, the cross and a click beside it ask to close. The browser gives the focus back. */
export function Modal({ title, onClose, isBare = false, children }: ModalProps) {
  const titleId = useId()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard closes a dialog with Esc, which arrives as onCancel.
    <dialog
      ref={openModal}
      aria-labelledby={titleId}
      onClose={({ target, currentTarget: dialog }) => {
        // A close event can be late: StrictMode has opened the dialog again by then, or another one stands in its place.
        if (target === dialog && !dialog.open && dialog.isConnected) onClose()
      }}
      onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
      className="m-auto max-h-[min(46rem,calc(100dvh-2rem))] w-[min(44rem,calc(100vw-1.5rem))] overflow-hidden rounded-xl border border-line bg-surface p-0 text-ink shadow-2xl open:flex open:flex-col max-sm:mb-3"
    >
      <h2 id={titleId} className={isBare ? 'sr-only' : 'border-line border-b px-5 py-4 font-semibold text-base'}>
        {title}
      </h2>
      {children}
      {/* Last in the order of the Tab key: opening a dialog should lead into it, not out of it. */}
      {!isBare && (
        <form method="dialog" className="absolute top-2.5 right-3">
          <Button type="submit" look="quiet" size="icon" aria-label={words.shell.close}>
            <X className="size-4" aria-hidden />
          </Button>
        </form>
      )}
    </dialog>
  )
}

function openModal(dialog: HTMLDialogElement) {
  dialog.showModal()
  // A browser may begin at what scrolls, where nothing can be chosen or typed.
  const at = document.activeElement
  if (at === dialog || at?.tagName === 'DIV') firstControl(dialog)?.focus()
  return () => dialog.close()
}

/** Of choices that exclude each other the one that is made is where the keyboard is. */
function firstControl(dialog: HTMLElement): HTMLElement | null {
  const first = dialog.querySelector<HTMLInputElement>('input, select, textarea, button')
  return first?.type === 'radio' ? (dialog.querySelector<HTMLElement>('[type=radio]:checked') ?? first) : first
}
