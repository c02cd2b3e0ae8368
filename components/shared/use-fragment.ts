import { useSyncExternalStore } from 'react'

/** What stands behind the `#` of the address. It stays there, so that the page can be loaded again; undefined until the page has woken up. */
export const useFragment = (): string | undefined =>
  useSyncExternalStore(
    subscribe,
    () => location.hash.slice(1),
    () => undefined,
  )

function subscribe(listener: () => void) {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}
