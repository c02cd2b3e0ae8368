'use client'

import { ErrorNotice } from '#components/shell/error-notice.tsx'

/** Shown when a page could not be made, most likely because Redis does not answer. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : ''
  return <ErrorNotice digest={digest} retry={retry} />
}
