import { CircleCheck, CircleX, Clock, LoaderCircle, type LucideIcon } from 'lucide-react'
import type { JobState } from '#core/job-state.ts'

export interface JobStateLook {
  word: string
  Icon: LucideIcon
  /** Text, icon and bar colour. */
  text: string
  bar: string
  /** Ground of the badge. */
  soft: string
  /** What an empty column says. */
  empty: string
}

/** How a state looks, everywhere. Word and icon say it too: colour is never alone. */
export const jobStateLook: Record<JobState, JobStateLook> = {
  pending: {
    word: 'Pending',
    Icon: Clock,
    text: 'text-pending',
    bar: 'bg-pending',
    soft: 'bg-pending/10 dark:bg-pending/15',
    empty: 'Nothing is waiting.',
  },
  running: {
    word: 'Running',
    Icon: LoaderCircle,
    text: 'text-running',
    bar: 'bg-running',
    soft: 'bg-running/10 dark:bg-running/15',
    empty: 'Nothing is running.',
  },
  success: {
    word: 'Success',
    Icon: CircleCheck,
    text: 'text-success',
    bar: 'bg-success',
    soft: 'bg-success/10 dark:bg-success/15',
    empty: 'Nothing has finished yet.',
  },
  failure: {
    word: 'Failure',
    Icon: CircleX,
    text: 'text-failure',
    bar: 'bg-failure',
    soft: 'bg-failure/10 dark:bg-failure/15',
    empty: 'Nothing has failed.',
  },
}
