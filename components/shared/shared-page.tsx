'use client'

import { LiveStore } from '#components/live/live-store.ts'
import { words } from '#components/words/words.ts'
import { shared as w } from '#words/shared.ts'
import { SharedFrame } from './shared-frame.tsx'
import { SharedJob } from './shared-job.tsx'
import { SharedNotice } from './shared-notice.tsx'
import { useFragment } from './use-fragment.ts'
import { useSharedLink } from './use-shared-link.ts'

/** What somebody sees who was given a link to one job: that job, and nothing else of the app. */
export function SharedPage() {
  const token = useFragment()
  if (token === undefined) return <Opening />
  // Another link pasted into the same tab is another page.
  return <Opened key={token} token={token} />
}

function Opened({ token }: { token: string }) {
  const link = useSharedLink(token)
  switch (link.state) {
    case 'opening':
      return <Opening />
    case 'refused':
      return <LinkOver />
    case 'failed':
      return (
        <SharedFrame>
          <SharedNotice title={w.failed}>{link.reason}</SharedNotice>
        </SharedFrame>
      )
    case 'open':
      return (
        <LiveStore value={link.store}>
          <SharedJob id={link.id} token={token} facts={link.facts} isOver={link.isOver} over={<LinkOver />} />
        </LiveStore>
      )
  }
}

const Opening = () => (
  <SharedFrame>
    <title>{words.shell.tab(w.tab)}</title>
    <p role="status" className="m-auto text-muted">
      {w.opening}
    </p>
    <noscript>
      <p className="m-auto px-6">{w.noScript}</p>
    </noscript>
  </SharedFrame>
)

const LinkOver = () => (
  <SharedFrame>
    <SharedNotice title={w.over.title}>{w.over.text}</SharedNotice>
  </SharedFrame>
)
