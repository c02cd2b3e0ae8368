'use client'

import { Play } from 'lucide-react'
import { useState } from 'react'
import { reasonOf } from '#components/api/ask.ts'
import { Button } from '#components/ui/button.tsx'
import { words } from '#components/words/words.ts'
import type { JobType } from '#core/job-type.ts'
import { firstRun } from '#words/first-run.ts'
import { useNewJob } from './new-job-context.ts'
import { submitJob } from './submit-job.ts'
import { useRequestKey } from './use-request-key.ts'

/** Submits a type's sample as it is. */
export function SampleButton({ type, sample }: { type: JobType; sample: JobType['samples'][number] }) {
  const { announce } = useNewJob()
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const requestKey = useRequestKey()

  async function submit() {
    setAsking(true)
    setRefusal(undefined)
    try {
      const request = { type: type.type, input: sample.input }
      const { id } = await submitJob(request, { key: requestKey.of(request) })
      requestKey.used()
      announce({ id, title: type.title })
    } catch (error) {
      setRefusal(reasonOf(error))
    }
    setAsking(false)
  }

  return (
    <>
      <Button look="primary" onClick={submit} disabled={asking}>
        <Play className="size-4" aria-hidden />
        {asking ? words.shell.submitting : firstRun.tryIt(type.title, sample.title)}
      </Button>
      {refusal && (
        <p role="alert" className="order-last basis-full text-failure">
          {refusal}
        </p>
      )}
    </>
  )
}
