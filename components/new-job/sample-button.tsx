'use client'

import { Play } from 'lucide-react'
import { useAsking } from '#components/api/use-asking.ts'
import { Button } from '#components/ui/button.tsx'
import { Refusal } from '#components/ui/refusal.tsx'
import { words } from '#components/words/words.ts'
import type { JobType } from '#core/job-type.ts'
import { firstRun } from '#words/first-run.ts'
import { useNewJob } from './new-job-context.ts'
import { submitJob } from './submit-job.ts'
import { useRequestKey } from './use-request-key.ts'

/** Submits a type's sample as it is. */
export function SampleButton({ type, sample }: { type: JobType; sample: JobType['samples'][number] }) {
  const { announce } = useNewJob()
  const { isAsking, refusal, attempt } = useAsking()
  const requestKey = useRequestKey()

  async function submit() {
    const request = { type: type.type, input: sample.input }
    const { id } = await submitJob(request, { key: requestKey.of(request) })
    requestKey.used()
    announce({ id, title: type.title })
  }

  return (
    <>
      <Button look="primary" onClick={() => attempt(submit)} aria-disabled={isAsking}>
        <Play className="size-4" aria-hidden />
        {isAsking ? words.shell.submitting : firstRun.tryIt(type.title, sample.title)}
      </Button>
      <Refusal text={refusal} className="order-last basis-full" />
    </>
  )
}
