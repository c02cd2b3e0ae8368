import type { Metadata } from 'next'
import { SharedPage } from '#components/shared/shared-page.tsx'

// A link is for those it was given to.
export const metadata: Metadata = { robots: { index: false, follow: false } }

/** The server draws the same for everybody: it is never sent what stands behind the `#`. */
export default function Page() {
  return <SharedPage />
}
