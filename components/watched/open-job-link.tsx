import Link from 'next/link'
import { jobPath } from '#components/api/job-path.ts'
import { words } from '#components/words/words.ts'

/** The way to a job from a notice. */
export const openJobLink = (id: string, word = words.shell.open) => (
  <Link href={jobPath.page(id)} prefetch={false} className="font-medium text-accent underline underline-offset-4">
    {word}
  </Link>
)
