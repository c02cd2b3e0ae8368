'use client'

import { useCallback, useRef, useState } from 'react'
import { AskError, ask, reasonOf } from '#components/api/ask.ts'
import type { Issue } from '#components/new-job/draft-input.ts'
import { schedulePath } from './schedule-path.ts'
import { type Timing, whenPath } from './when-fields.ts'

/** What the server says of a timing: when it would run, or at which field it cannot be used. */
export interface RunsAhead {
  at?: readonly string[]
  issues: readonly Issue[]
}

/** Long enough not to ask for every key that is pressed. */
const restMs = 300

const nothing: RunsAhead = { issues: [] }

/** Asks when a timing would run, once whoever writes it pauses. What was asked before is forgotten. */
export function useNextRuns() {
  const [ahead, setAhead] = useState(nothing)
  const latest = useRef<{ timer: ReturnType<typeof setTimeout>; asking: AbortController }>(undefined)

  const stop = useCallback(() => {
    clearTimeout(latest.current?.timer)
    latest.current?.asking.abort()
    latest.current = undefined
  }, [])

  const askFor = useCallback(
    ({ cron, timeZone, everyMs }: Partial<Timing>) => {
      stop()
      const query = new URLSearchParams({
        ...(cron && { cron, ...(timeZone && { timeZone }) }),
        ...(everyMs !== undefined && { everyMs: String(everyMs) }),
      })
      if (query.size === 0) return setAhead(nothing)
      const asking = new AbortController()
      const timer = setTimeout(() => {
        ask<{ nextRuns: string[] }>(schedulePath.nextRuns(query), { signal: asking.signal })
          .then(({ nextRuns }) => ({ at: nextRuns, issues: [] }), problemOf)
          .then((answer) => !asking.signal.aborted && setAhead(answer))
      }, restMs)
      latest.current = { timer, asking }
    },
    [stop],
  )
  return { ahead, askFor, stop }
}

function problemOf(error: unknown): RunsAhead {
  const field = error instanceof AskError ? error.problem.field : undefined
  // What is no fault of a field is said when the schedule is saved.
  return { issues: field === undefined ? [] : [{ path: whenPath(field), message: reasonOf(error) }] }
}
