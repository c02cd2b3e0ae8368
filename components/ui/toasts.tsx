'use client'

import { CircleAlert, CircleCheck, Info, type LucideIcon, X } from 'lucide-react'
import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react'
import { words } from '#components/words/words.ts'
import { Button } from './button.tsx'
import { type Toast, ToastList } from './toast-list.ts'

/** The page's notices. A part of the page may be given a list of its own; for tests. */
export const ToastContext = createContext(new ToastList())

export const useToasts = (): ToastList => useContext(ToastContext)

const looks: Record<Toast['kind'], { Icon: LucideIcon; color: string }> = {
  done: { Icon: CircleCheck, color: 'text-success' },
  wrong: { Icon: CircleAlert, color: 'text-failure' },
  note: { Icon: Info, color: 'text-accent' },
}

const none: readonly Toast[] = []

/** Says what came of commands. The regions are always there, so that what appears in them is read out. */
export function Toasts() {
  const list = useToasts()
  const toasts = useSyncExternalStore(list.subscribe, list.read, () => none)
  const hold = (isHeld: boolean) => () => list.hold(isHeld)
  const section = useRef<HTMLElement>(null)
  const before = useRef(none)
  useEffect(() => {
    // Nobody is told that what had the focus, or was pointed at, is no more.
    if (before.current.some((toast) => !toasts.includes(toast)))
      list.hold(section.current?.contains(document.activeElement) === true)
    before.current = toasts
  }, [toasts, list])
  return (
    <section
      ref={section}
      aria-label={words.shell.notices}
      onPointerMove={hold(true)}
      onPointerLeave={hold(false)}
      onFocus={hold(true)}
      onBlur={hold(false)}
      className="pointer-events-none fixed inset-x-0 bottom-0 z-40 flex flex-col items-center gap-2 p-4 max-lg:bottom-(--bottom-bar)"
    >
      <div aria-live="assertive" className="contents">
        {toasts.filter(({ kind }) => kind === 'wrong').map((toast) => shown(toast, list))}
      </div>
      <div aria-live="polite" className="contents">
        {toasts.filter(({ kind }) => kind !== 'wrong').map((toast) => shown(toast, list))}
      </div>
    </section>
  )
}

function shown({ id, kind, text, action }: Toast, list: ToastList) {
  const { Icon, color } = looks[kind]
  return (
    <div
      key={id}
      className="arrive pointer-events-auto flex max-w-[min(32rem,100%)] items-center gap-3 rounded-lg border border-edge bg-surface py-2 pr-2 pl-4 shadow-lg"
    >
      <Icon className={`size-4 shrink-0 ${color}`} aria-hidden />
      <p className="wrap-anywhere min-w-0 py-1">{text}</p>
      {action}
      <Button look="quiet" size="small" onClick={() => list.dismiss(id)} aria-label={words.shell.dismiss}>
        <X className="size-4" aria-hidden />
      </Button>
    </div>
  )
}
