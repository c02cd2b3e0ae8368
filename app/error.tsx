'use client'

import { Notice } from '#components/shell/notice.tsx'
import { Button } from '#components/ui/button.tsx'

/** Shown when a page could not be made, most likely because Redis does not answer. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  return (
    <Notice
      title="This page could not be shown"
      action={
        <Button look="primary" onClick={retry}>
          Try again
        </Button>
      }
    >
      <title>Error · Waybill</title>
      <p>The server ran into a problem. Jobs go on running; only this page is affected.</p>
      {digest && (
        <p>
          The server’s log names it <code className="font-mono text-sm">{digest}</code>.
        </p>
      )}
    </Notice>
  )
}
