import { useEffect, useState } from 'react'
import { AskError, ask, reasonOf } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { createJobSocket } from '#components/live/job-socket.ts'
import { WatchStore } from '#components/live/watch-store.ts'
import type { LinkFacts } from '#core/job-link.ts'
import { jobOfToken } from './job-of-token.ts'

export type SharedLink =
  | { state: 'opening' }
  /** It does not hold, or not any more. */
  | { state: 'refused' }
  /** Nobody can say whether it holds. */
  | { state: 'failed'; reason: string }
  /** `isOver` is a link that held when the page was opened. */
  | { state: 'open'; id: string; facts: LinkFacts; store: WatchStore; isOver: boolean }

/** Says what a link opens, and watches its job on a connection of its own, which shows the link and nothing else. */
export function useSharedLink(token: string): SharedLink {
  const [link, setLink] = useState<SharedLink>({ state: 'opening' })

  useEffect(() => {
    let store: WatchStore | undefined
    let isLeft = false
    const onSignedOut = () => setLink((before) => (before.state === 'open' ? { ...before, isOver: true } : before))

    async function open() {
      const id = jobOfToken(token)
      if (id === undefined) return setLink({ state: 'refused' })
      const headers = { Authorization: `Bearer ${token}` }
      const answer = await ask<{ link: LinkFacts }>(jobPath.job(id), { headers }).catch((error: unknown) => error)
      if (isLeft) return
      if (answer instanceof AskError && [401, 404, 410].includes(answer.problem.status))
        return setLink({ state: 'refused' })
      if (answer instanceof Error) return setLink({ state: 'failed', reason: reasonOf(answer) })
      store = new WatchStore(createJobSocket({ token, onSignedOut }))
      const { link: facts } = answer as { link: LinkFacts } // what `ask` promised: every failure is above
      setLink({ state: 'open', id, facts, store, isOver: false })
    }

    void open()
    return () => {
      isLeft = true
      store?.close()
    }
  }, [token])

  return link
}
