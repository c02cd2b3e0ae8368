import { notFound } from 'next/navigation'
import { ExpiredJob } from '#components/job-page/expired-job.tsx'
import { JobPage } from '#components/job-page/job-page.tsx'
import { findJob } from '../../data.ts'
import { pageData } from '../../page-data.ts'
import { requirePrincipal } from '../../page-principal.ts'

// There is no loading.tsx beside this page: it would begin to answer before it is known that the job exists, and an
// unknown job would be a 200 instead of a 404.
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const principal = await requirePrincipal(`/jobs/${id}`)
  const found = await pageData(() => findJob(principal, decoded(id)))
  if (!found) notFound()
  return 'job' in found ? (
    <JobPage initial={found.job} family={found.family} />
  ) : (
    <ExpiredJob tombstone={found.tombstone} />
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
