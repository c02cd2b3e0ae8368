'use client'

import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { askPost, reasonOf } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { Button } from '#components/ui/button.tsx'

/** Asks for another attempt. Whether it was granted shows on the job itself, by the socket. */
export function RetryButton({ id, label, size }: { id: string; label: string; size?: 'small' | 'normal' }) {
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  async function retry() {
    setAsking(true)
    setRefusal(undefined)
    await askPost(jobPath.retry(id)).catch((error: unknown) => setRefusal(reasonOf(error)))
    setAsking(false)
  }

  return (
    <>
      <Button size={size} onClick={retry} disabled={asking} aria-label={`Retry ${label}`}>
        <RotateCcw className="size-3.5" aria-hidden />
        {asking ? 'Retrying…' : 'Retry'}
      </Button>
      {refusal && (
        <p role="alert" className="basis-full text-failure text-xs">
          {refusal}
        </p>
      )}
    </>
  )
}
