'use client'

import { Hourglass, Plus } from 'lucide-react'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { failureWords } from '#components/job/failure-words.ts'
import { useJobType } from '#components/job/job-types.tsx'
import { StateBadge } from '#components/job/state-badge.tsx'
import { useNewJob } from '#components/new-job/new-job-context.ts'
import { Notice } from '#components/shell/notice.tsx'
import { useMay } from '#components/sign-in/me-context.tsx'
import { Moment } from '#components/time/moment.tsx'
import { Button } from '#components/ui/button.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { words } from '#components/words/words.ts'
import { tombstoneDays } from '#core/job-limits.ts'
import type { Tombstone } from '#core/tombstone.ts'
import { expired as w } from '#words/expired.ts'

/** What is left of a job whose time is over. */
export function ExpiredJob({ tombstone }: { tombstone: Tombstone }) {
  const { type, label, state, reason, times, expiredAt } = tombstone
  const definition = useJobType(type)
  const { open } = useNewJob()
  const locale = useLocale()
  const canSubmit = useMay('job.submit') && definition?.available === true
  return (
    <Notice
      title={w.title}
      action={
        canSubmit && (
          <Button look="primary" onClick={() => open(type)}>
            <Plus className="size-4" aria-hidden />
            {w.again(definition.title)}
          </Button>
        )
      }
    >
      <title>{words.shell.tab(w.tab(label))}</title>
      <section aria-label={w.known} className="flex flex-col gap-3 rounded-xl border border-line bg-surface p-5">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div className="min-w-0">
            <p className="text-muted text-sm">
              <UserText>{definition?.title ?? type}</UserText>
            </p>
            <p className="font-semibold text-ink">
              <UserText>{label}</UserText>
            </p>
          </div>
          <StateBadge state={state} />
        </div>
        {reason && <p className="text-sm">{failureWords[reason]}.</p>}
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
          <dt>{w.submitted}</dt>
          <dd className="text-ink">
            <Moment at={times.submittedAt} as="day" />
          </dd>
          {times.finishedAt !== undefined && (
            <>
              <dt>{w.ended}</dt>
              <dd className="text-ink">
                <Moment at={times.finishedAt} as="day" />
              </dd>
            </>
          )}
          <dt>{w.expired}</dt>
          <dd className="text-ink">
            <Moment at={expiredAt} as="day" />
          </dd>
        </dl>
      </section>
      <p className="flex items-baseline gap-2 text-sm">
        <Hourglass className="size-3.5 shrink-0 self-center" aria-hidden />
        {w.why} {canSubmit && w.goOn}
      </p>
      <p className="text-sm">{w.note(formatCount(tombstoneDays, locale), tombstoneDays)}</p>
    </Notice>
  )
}
