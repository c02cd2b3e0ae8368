'use client'

import { Hourglass } from 'lucide-react'
import { failureWords } from '#components/job/failure-words.ts'
import { useJobType } from '#components/job/job-types.tsx'
import { StateBadge } from '#components/job/state-badge.tsx'
import { Notice } from '#components/shell/notice.tsx'
import { Moment } from '#components/time/moment.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { tombstoneDays } from '#core/job-limits.ts'
import type { Tombstone } from '#core/tombstone.ts'

/** What is left of a job whose time is over. */
export function ExpiredJob({ tombstone }: { tombstone: Tombstone }) {
  const { type, label, state, reason, times, expiredAt } = tombstone
  const definition = useJobType(type)
  return (
    <Notice title="This job’s time is over">
      <title>{`Expired: ${label} · Waybill`}</title>
      <section
        aria-label="What is still known"
        className="flex flex-col gap-3 rounded-xl border border-line bg-surface p-5"
      >
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
          <dt>Submitted</dt>
          <dd className="text-ink">
            <Moment at={times.submittedAt} as="day" />
          </dd>
          {times.finishedAt !== undefined && (
            <>
              <dt>Ended</dt>
              <dd className="text-ink">
                <Moment at={times.finishedAt} as="day" />
              </dd>
            </>
          )}
          <dt>Expired</dt>
          <dd className="text-ink">
            <Moment at={expiredAt} as="day" />
          </dd>
        </dl>
      </section>
      <p className="flex items-baseline gap-2 text-sm">
        <Hourglass className="size-3.5 shrink-0 self-center" aria-hidden />
        It was kept as long as its type promises. Its result and files are gone; submit it again if they are still
        needed.
      </p>
      <p className="text-sm">This note stays for {tombstoneDays} days after the job expired.</p>
    </Notice>
  )
}
