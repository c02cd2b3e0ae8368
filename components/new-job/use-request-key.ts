'use client'

import { useRef } from 'react'
import { randomId } from '#core/job-id.ts'
import type { SubmitRequest } from '#core/submit.ts'

export interface RequestKey {
  /** The idempotency key to send `request` with. Until it is answered the same request has the same key; a changed one has another. */
  of(request: SubmitRequest): string
  /** The request became a job: the next one, even if it says the same, is another. */
  used(): void
}

/** Makes of a double click, and of a repetition after an answer was lost, one job. */
export function useRequestKey(): RequestKey {
  const sent = useRef<{ request: string; key: string }>(undefined)
  return {
    of(request) {
      const text = JSON.stringify(request)
      if (sent.current?.request !== text) sent.current = { request: text, key: randomId() }
      return sent.current.key
    },
    used() {
      sent.current = undefined
    },
  }
}
