'use client'

import { useMay } from '#components/sign-in/me-context.tsx'
import type { JobCommand } from './command-jobs.ts'

/** What who looks may do with the jobs they see, on a card, with several cards or by a key. */
export function useJobCommands(): Record<JobCommand, boolean> {
  return { retry: useMay('job.retry'), cancel: useMay('job.cancel') }
}
