import type { LinkScope } from '#core/job-link.ts'
import type { Cursor } from '#core/protocol.ts'
import { sharedEvent, sharedJob } from '#core/shared-job.ts'
import type { View } from '#core/view.ts'
import type { Bridge } from './bridge.ts'
import type { Announcement, FeedSubscriber } from './broadcast.ts'
import type { Opened } from './opened.ts'

/** Watches one job for whoever holds a link to it: the same feed as for everybody, told as a link tells it. */
export async function openShared(
  bridge: Pick<Bridge, 'open'>,
  { view: { id }, scope }: { view: Extract<View, { kind: 'job' }>; scope: LinkScope },
  subscriber: FeedSubscriber,
): Promise<Opened> {
  // Without a cursor the answer is always a snapshot.
  const opened = await bridge.open(
    { kind: 'job', id },
    {
      changes: (announcement) => {
        const told = sharedAnnouncement(announcement, scope)
        if (told) subscriber.changes(told)
      },
      reset: (reason) => subscriber.reset(reason),
    },
  )
  const jobs = opened.mode === 'snapshot' ? opened.jobs : []
  return {
    mode: 'snapshot',
    jobs: jobs.map((job) => sharedJob(job, scope)),
    cursor: sharedCursor(opened.cursor),
    told: () => {
      const told = opened.told()
      return told && sharedCursor(told)
    },
    close: opened.close,
  }
}

/** A whole cursor names every queue and says how much goes on in each. */
const sharedCursor = ({ epoch }: Cursor): Cursor => ({ epoch, streams: {} })

/** Undefined when there is nothing in it for whoever holds a link. */
function sharedAnnouncement({ events, dropped, cursor }: Announcement, scope: LinkScope): Announcement | undefined {
  const told = events.flatMap((event) => sharedEvent(event, scope) ?? [])
  return told.length + dropped.length === 0 ? undefined : { events: told, dropped, cursor: sharedCursor(cursor) }
}
