'use client'

import { Suspense } from 'react'
import { late } from '#components/ui/late.ts'
import { words } from '#components/words/words.ts'

// Every visit loads this file, and hardly one needs what it shows.
const ErrorNotice = late(() => import('#components/shell/error-notice.tsx').then((module) => module.ErrorNotice))

/** Shown when a page could not be made, most likely because Redis does not answer. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : ''
  return (
    <Suspense fallback={<p className="m-auto p-6 text-muted">{words.shell.loading}</p>}>
      <ErrorNotice digest={digest} retry={retry} />
    </Suspense>
  )
}
