'use client'

import { Ellipsis } from 'lucide-react'
import { Suspense, useState } from 'react'
import { ActionPlaceContext } from '#components/job/action-place.ts'
import { useJobType } from '#components/job/job-types.tsx'
import { useMe } from '#components/sign-in/me-context.tsx'
import { late } from '#components/ui/late.ts'
import { ModalLoading } from '#components/ui/modal-loading.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { jobPageWords } from '#components/words/job-page-words.ts'
import { words } from '#components/words/words.ts'
import type { Job } from '#core/job.ts'
import { jobActions } from './job-action-ids.ts'
import { PromptAction } from './prompt-action.tsx'

const JobMenu = late(() => import('./job-menu.tsx').then((module) => module.JobMenu))
const ShareDialog = late(() => import('#components/share/share-dialog.tsx').then((module) => module.ShareDialog))

/** So many stand side by side where there is room; on a phone it is the first alone. */
const inRow = 3

/** What can be done with a job: what is likeliest wanted at once, the rest in a menu. */
export function JobActions({ job }: { job: Job }) {
  const me = useMe()
  const hasForm = useJobType(job.type) !== undefined
  const [wasOpened, setOpened] = useState(false)
  const [isSharing, setSharing] = useState(false)
  const share = () => setSharing(true)
  const { prompt, menu } = jobActions(job, hasForm, (action) => me?.may.includes(action) ?? true)
  const [first, ...others] = prompt
  const row = others.slice(0, inRow - 1)
  const beyond = others.slice(inRow - 1)
  return (
    <div data-actions className="flex flex-wrap items-center gap-2">
      {first && (
        <ActionPlaceContext value="first">
          <PromptAction id={first} job={job} onShare={share} />
        </ActionPlaceContext>
      )}
      <ActionPlaceContext value="row">
        {row.map((id) => (
          <span key={id} className="contents max-sm:hidden">
            <PromptAction id={id} job={job} onShare={share} />
          </span>
        ))}
      </ActionPlaceContext>
      <Popover
        look="quiet"
        size="normal"
        label={jobPageWords.actions.moreOf(job.label)}
        onOpen={() => setOpened(true)}
        face={
          <>
            <Ellipsis className="size-4" aria-hidden />
            {jobPageWords.actions.more}
          </>
        }
      >
        <div className="-m-1.5 min-w-48">
          {wasOpened && (
            <Suspense fallback={<div className="h-28" />}>
              <JobMenu job={job} onPhone={row} beyond={beyond} always={menu} onShare={share} />
            </Suspense>
          )}
        </div>
      </Popover>
      {isSharing && (
        <Suspense fallback={<ModalLoading title={words.shell.loading} onClose={() => setSharing(false)} />}>
          <ShareDialog id={job.id} onClose={() => setSharing(false)} />
        </Suspense>
      )}
    </div>
  )
}
