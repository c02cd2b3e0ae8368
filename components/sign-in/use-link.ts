import { useEffect, useEffectEvent } from 'react'

/** Hands over what stands after the `#` of the address, once, and takes it out of the address and the history: it is a secret. */
export function useLink(use: (link: string) => void): void {
  const take = useEffectEvent(() => {
    const link = location.hash.slice(1)
    if (!link) return
    history.replaceState(null, '', location.pathname + location.search)
    use(link)
  })
  useEffect(() => {
    take()
    // A link may be pasted where this very page is open.
    addEventListener('hashchange', take)
    return () => removeEventListener('hashchange', take)
  }, [])
}
