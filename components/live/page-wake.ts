/** Calls `listener` when the network is back, or when somebody looks at the page again. Returns how to stop. */
export function onPageWake(listener: () => void): () => void {
  // Outside a browser (a program that watches jobs) no page ever sleeps.
  if (typeof document === 'undefined') return () => undefined
  const shown = () => {
    if (document.visibilityState === 'visible') listener()
  }
  window.addEventListener('online', listener)
  window.addEventListener('pageshow', listener) // out of the back/forward cache
  document.addEventListener('resume', listener) // out of the freezer
  document.addEventListener('visibilitychange', shown)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('pageshow', listener)
    document.removeEventListener('resume', listener)
    document.removeEventListener('visibilitychange', shown)
  }
}

/** Whether somebody can see the page. */
export const isPageVisible = (): boolean => typeof document !== 'undefined' && document.visibilityState === 'visible'
