'use client'

import type { KeyboardEvent, ReactNode } from 'react'

export interface Tab<Id extends string> {
  id: Id
  label: string
  /** Stands behind the label, as it is to be shown. */
  count?: string
}

interface TabsProps<Id extends string> {
  /** What the tabs are about. */
  label: string
  /** Begins the ids of the tabs and of their panels, which have to be given the same. */
  name: string
  tabs: readonly Tab<Id>[]
  chosen: Id
  choose: (id: Id) => void
}

/** A row of tabs: one stop of the Tab key, arrows, Home and End between them. It scrolls in itself where it is too narrow. */
export function Tabs<Id extends string>({ label, name, tabs, chosen, choose }: TabsProps<Id>) {
  function move(event: KeyboardEvent<HTMLDivElement>) {
    const at = tabs.findIndex(({ id }) => id === chosen)
    const places: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }
    const place = places[event.key]
    const next = place === undefined ? undefined : tabs.at(place % tabs.length)
    if (!next) return
    event.preventDefault()
    choose(next.id)
    // The browser scrolls what has the focus into view.
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus()
  }
  return (
    <div
      role="tablist"
      aria-label={label}
      onKeyDown={move}
      className="flex overflow-x-auto overscroll-x-contain border-line border-b [scrollbar-width:none]"
    >
      {tabs.map(({ id, label: word, count }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`${name}-${id}-tab`}
          data-tab={id}
          aria-selected={id === chosen}
          // Panels that nobody opened yet are not there.
          aria-controls={id === chosen ? `${name}-${id}` : undefined}
          tabIndex={id === chosen ? 0 : -1}
          ref={id === chosen ? showInRow : undefined}
          onClick={() => choose(id)}
          className="flex h-11 shrink-0 items-center gap-1.5 border-transparent border-b-2 px-3 font-medium text-muted -outline-offset-2 hover:text-ink aria-selected:border-accent aria-selected:text-ink"
        >
          {word}
          {/* Read aloud the two are apart as well. */}
          {count !== undefined && ' '}
          {count !== undefined && (
            <span className="rounded-full bg-sunken px-1.5 font-normal text-muted text-xs tabular-nums">{count}</span>
          )}
        </button>
      ))}
    </div>
  )
}

interface TabPanelProps {
  name: string
  id: string
  /** Somebody is at it: with the pointer, the wheel, the keyboard or whatever moves the focus. */
  onUse?: () => void
  className?: string
  children: ReactNode
}

/** What belongs to a tab. */
export const TabPanel = ({ name, id, onUse, className, children }: TabPanelProps) => (
  <div
    role="tabpanel"
    id={`${name}-${id}`}
    aria-labelledby={`${name}-${id}-tab`}
    onPointerDown={onUse}
    onKeyDown={onUse}
    onFocus={onUse}
    onWheel={onUse}
    className={className}
  >
    {children}
  </div>
)

/** The chosen one may lie outside of a narrow row. Only the row scrolls: the page stays where its reader is. */
function showInRow(tab: HTMLElement | null) {
  const row = tab?.parentElement
  if (!tab || !row) return
  const [from, to] = [tab.offsetLeft, tab.offsetLeft + tab.offsetWidth]
  if (from < row.scrollLeft) row.scrollLeft = from
  else if (to > row.scrollLeft + row.clientWidth) row.scrollLeft = to - row.clientWidth
}
