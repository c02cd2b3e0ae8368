'use client'

import Link from 'next/link'
import { jobPath } from '#components/api/job-path.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { childrenWords } from '#components/job/children-words.ts'
import { jobStateLook } from '#components/job-state-look.ts'
import { useJobs } from '#components/live/use-jobs.ts'
import { UserText } from '#components/ui/user-text.tsx'
import { jobPageWords } from '#components/words/job-page-words.ts'
import { Sentence } from '#components/words/sentence.tsx'

/** Leads from a job to the one that waits for it, or did. */
export function ParentLink({ id }: { id: string }) {
  const locale = useLocale()
  const parent = useJobs([id])?.get(id)
  const look = parent && jobStateLook[parent.state]
  const link = (
    <Link href={jobPath.page(id)} prefetch={false} className="text-accent underline underline-offset-4">
      <UserText>{parent?.label ?? id}</UserText>
    </Link>
  )
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-sm">
      <Sentence text={jobPageWords.partOf} parts={{ job: link }} />
      {parent && look && (
        <span className={`flex items-center gap-1 text-xs ${look.text}`}>
          <look.Icon className="size-3.5" aria-hidden />
          {look.word}
        </span>
      )}
      {parent?.children && (
        <span className="text-muted text-xs tabular-nums">{childrenWords(parent.children, locale)}</span>
      )}
    </p>
  )
}
