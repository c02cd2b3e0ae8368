import Link from 'next/link'
import { jobPath } from '#components/api/job-path.ts'

/** Leads to a job of which only the id is known. */
export const JobIdLink = ({ id }: { id: string }) => (
  <Link href={jobPath.page(id)} prefetch={false} className="wrap-anywhere text-accent underline underline-offset-4">
    {id}
  </Link>
)
