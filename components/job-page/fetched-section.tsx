'use client'

import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { ask, reasonOf } from '#components/api/ask.ts'
import { Button } from '#components/ui/button.tsx'

type Fetched<Answer> =
  | { state: 'closed' | 'loading' }
  | { state: 'here'; answer: Answer }
  | { state: 'refused'; reason: string }

interface FetchedSectionProps<Answer> {
  title: string
  path: string
  children: (answer: Answer) => ReactNode
}

/** A fold that fetches its content when it is opened for the first time: most people never open it. */
export function FetchedSection<Answer>({ title, path, children }: FetchedSectionProps<Answer>) {
  const [fetched, setFetched] = useState<Fetched<Answer>>({ state: 'closed' })

  async function load() {
    setFetched({ state: 'loading' })
    try {
      setFetched({ state: 'here', answer: await ask<Answer>(path) })
    } catch (error) {
      setFetched({ state: 'refused', reason: reasonOf(error) })
    }
  }

  return (
    <details
      className="group rounded-lg border border-line bg-surface"
      onToggle={(event) => event.currentTarget.open && fetched.state === 'closed' && load()}
    >
      <summary className="flex list-none items-center gap-2 px-4 py-3 font-semibold [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-4 text-muted group-open:rotate-90" aria-hidden />
        {title}
      </summary>
      <div className="border-line border-t px-4 py-3" aria-busy={fetched.state === 'loading'}>
        {fetched.state === 'loading' && <p className="text-muted">Fetching…</p>}
        {fetched.state === 'refused' && (
          <div role="alert" className="flex flex-wrap items-center gap-3 text-failure">
            <p>{fetched.reason}</p>
            <Button size="small" onClick={load}>
              Try again
            </Button>
          </div>
        )}
        {fetched.state === 'here' && children(fetched.answer)}
      </div>
    </details>
  )
}
