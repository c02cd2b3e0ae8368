'use client'

import { useRouter } from 'next/navigation'
import { ActionPlaceContext } from '#components/job/action-place.ts'
import { DeleteButton } from '#components/job/delete-button.tsx'
import { PinButton } from '#components/job/pin-button.tsx'
import type { Job } from '#core/job.ts'
import { CopyLinkButton } from './copy-link-button.tsx'
import type { MenuActionId, PromptActionId } from './job-action-ids.ts'
import { PromptAction } from './prompt-action.tsx'

interface JobMenuProps {
  job: Job
  /** What has no room on a phone, and none anywhere. */
  onPhone: readonly PromptActionId[]
  beyond: readonly PromptActionId[]
  always: readonly MenuActionId[]
  onShare: () => void
}

/** What can be done with a job besides what stands beside the menu. */
export const JobMenu = ({ job, onPhone, beyond, always, onShare }: JobMenuProps) => (
  <ActionPlaceContext value="menu">
    <ul className="flex flex-col gap-0.5">
      {[...onPhone, ...beyond].map((id) => (
        <li key={id} className={onPhone.includes(id) ? 'sm:hidden' : ''}>
          <PromptAction id={id} job={job} onShare={onShare} />
        </li>
      ))}
      {always.map((id) => (
        <li key={id}>
          <MenuAction id={id} job={job} />
        </li>
      ))}
    </ul>
  </ActionPlaceContext>
)

function MenuAction({ id, job }: { id: MenuActionId; job: Job }) {
  const router = useRouter()
  switch (id) {
    case 'pin':
      return <PinButton job={job} />
    case 'copy-link':
      return <CopyLinkButton id={job.id} />
    case 'delete':
      return <DeleteButton job={job} onDeleted={() => router.push('/')} />
  }
}
