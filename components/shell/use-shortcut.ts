'use client'

import { useEffect } from 'react'

/** Calls `run` when `key` is pressed anywhere on the page, except where a person is typing. */
export function useShortcut(key: string, run: () => void): void {
  // The one effect of the application: the page itself has no element that React could give a handler.
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog')) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [key, run])
}
