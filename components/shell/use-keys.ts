'use client'

import { useEffect } from 'react'
import { KeySequence } from './key-sequence.ts'
import { singleKeys } from './preferences.ts'

/** What a key does, by its name: `n`, `?`, `ArrowDown`, `g b` (one after the other), `mod+k` (Ctrl, or ⌘ on a Mac). */
export type Keys = Readonly<Record<string, () => void>>

/** Where keys are letters. */
const typing = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]'

/** Listens to keys anywhere on the page, except where a person is typing or a dialog is open. */
export function useKeys(keys: Keys): void {
  // The one effect of the application: the page itself has no element that React could give a handler.
  useEffect(() => {
    const sequence = new KeySequence(Object.keys(keys))
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.isComposing) return
      const isCommand = event.ctrlKey || event.metaKey
      if (!isCommand && (event.repeat ? !event.key.startsWith('Arrow') && !/^[jk]$/.test(event.key) : false)) return
      if (!isCommand && (isElsewhere(event.target) || singleKeys.get() === 'off')) return
      const found = sequence.press(isCommand ? `mod+${event.key.toLowerCase()}` : event.key, event.timeStamp)
      if (!found) return
      event.preventDefault()
      keys[found]?.()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [keys])
}

const isElsewhere = (target: EventTarget | null) =>
  (target instanceof Element && target.closest(typing) !== null) || document.querySelector('dialog[open]') !== null
