import { notFound } from 'next/navigation'
import { JobPage } from '#components/job-page/job-page.tsx'
import { Notice } from '#components/shell/notice.tsx'
import { findJob } from '../../data.ts'

// There is no loading.tsx beside this page: it would begin to answer before it is known that the job exists, and an
// unknown job would be a 200 instead of a 404.
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const found = await findJob(decoded((await params).id))
  if ('job' in found) return <JobPage initial={found.job} />
  if (found.gone === 'unknown') notFound()
  return (
    <Notice title="This job’s time is over">
      <title>Job expired · Waybill</title>
      <p>It was kept as long as its type promises, and then removed with its result and files.</p>
      <p>Submit it again if its result is still needed.</p>
    </Notice>
  )
}

/** Next hands over the path as it was sent. What cannot be decoded is no job's id, and is looked up as it is. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
