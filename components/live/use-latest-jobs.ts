'use client'

import { useState } from 'react'
import { type Board, emptyBoard } from '#core/board.ts'
import { useJobs } from './use-jobs.ts'

/** Like `useJobs` for ids that come and go: until the server has answered for new ones, what was known before stays. */
export function useLatestJobs(ids: readonly string[]): Board {
  const answered = useJobs(ids)
  const [latest, setLatest] = useState<Board>(emptyBoard)
  if (answered && answered !== latest) setLatest(answered)
  return answered ?? latest
}
