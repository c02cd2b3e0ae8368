'use client'

import { CancelButton } from '#components/job/cancel-button.tsx'
import { PromoteButton } from '#components/job/promote-button.tsx'
import { RetryButton } from '#components/job/retry-button.tsx'
import { AgainButton } from '#components/new-job/again-button.tsx'
import { ShareButton } from '#components/share/share-button.tsx'
import type { Job } from '#core/job.ts'
import type { PromptActionId } from './job-action-ids.ts'

interface PromptActionProps {
  id: PromptActionId
  job: Job
  onShare: () => void
}

/** One of the actions that stand on the page at once. */
export function PromptAction({ id, job, onShare }: PromptActionProps) {
  switch (id) {
    case 'retry':
      return <RetryButton job={job} />
    case 'edit':
      return <AgainButton job={job} isRetry />
    case 'promote':
      return <PromoteButton job={job} />
    case 'cancel':
      return <CancelButton job={job} />
    case 'duplicate':
      return <AgainButton job={job} isRetry={false} />
    case 'share':
      return <ShareButton label={job.label} onPress={onShare} />
  }
}
