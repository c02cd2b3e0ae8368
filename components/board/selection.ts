'use client'

import { createContext, useContext, useSyncExternalStore } from 'react'

const nothing: ReadonlySet<string> = new Set()

/** The cards somebody has marked to do the same with all of them. */
export class Selection {
  #ids = nothing
  readonly #listeners = new Set<() => void>()

  readonly read = (): ReadonlySet<string> => this.#ids

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  toggle(id: string): void {
    const ids = new Set(this.#ids)
    if (!ids.delete(id)) ids.add(id)
    this.#publish(ids)
  }

  clear(): void {
    if (this.#ids.size > 0) this.#publish(nothing)
  }

  #publish(ids: ReadonlySet<string>): void {
    this.#ids = ids
    for (const listener of this.#listeners) listener()
  }
}

export const SelectionContext = createContext(new Selection())

/** Whether a card is marked, and how to change that. Only that card is drawn again. */
export function useSelected(id: string): [boolean, () => void] {
  const selection = useContext(SelectionContext)
  const isSelected = useSyncExternalStore(
    selection.subscribe,
    () => selection.read().has(id),
    () => false,
  )
  return [isSelected, () => selection.toggle(id)]
}

/** All cards that are marked. */
export function useSelection(): ReadonlySet<string> {
  const selection = useContext(SelectionContext)
  return useSyncExternalStore(selection.subscribe, selection.read, () => nothing)
}
