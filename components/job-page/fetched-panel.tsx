'use client'

import type { ReactNode } from 'react'
import { useFetched } from '#components/api/use-fetched.ts'
import { PanelSkeleton } from './panel-skeleton.tsx'
import { RefusedNote } from './refused-note.tsx'

interface FetchedPanelProps<Answer> {
  path: string
  /** For what is no JSON of the API. */
  fetchAnswer?: (path: string) => Promise<Answer>
  children: (answer: Answer, fetched: { at: number; load: () => void }) => ReactNode
}

/** Fetches what it shows when it comes into view for the first time. Another path needs another `key`. */
export function FetchedPanel<Answer>({ path, fetchAnswer, children }: FetchedPanelProps<Answer>) {
  const known = useFetched<Answer>(path, fetchAnswer)
  if (known.state === 'here') return children(known.answer, known)
  return known.state === 'refused' ? <RefusedNote reason={known.reason} load={known.load} /> : <PanelSkeleton />
}
