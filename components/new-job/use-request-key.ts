'use client'

import { useRef } from 'react'
import { randomId } from '#core/job-id.ts'
import type { SubmitRequest } from '#core/submit.ts'

export interface SentRequest {
  request: string
  key: string
}

export interface RequestKey {
  /** The idempotency key to send `request` with. Until it is answered the same request has the same key; a changed one has another. */
  of(request: SubmitRequest): string
  /** The request became a job: the next one, even if it says the same, is another. */
  used(): void
  /** What was sent and has not been answered with a job. */
  sent(): SentRequest | undefined
}

/** Makes of a double click, and of a repetition after an answer was lost, one job. `begun` was sent before the page was loaded anew. */
export function useRequestKey(begun?: SentRequest): RequestKey {
  const sent = useRef(begun)
  return {
    of(request) {
      const text = JSON.stringify(request)
      if (sent.current?.request !== text) sent.current = { request: text, key: randomId() }
      return sent.current.key
    },
    used() {
      sent.current = undefined
    },
    sent: () => sent.current,
  }
}
