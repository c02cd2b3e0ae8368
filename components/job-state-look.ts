import { CircleCheck, CircleX, Clock, LoaderCircle, type LucideIcon } from 'lucide-react'
import { words } from '#components/words/words.ts'
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
    word: words.states.pending,
    Icon: Clock,
    text: 'text-pending',
    bar: 'bg-pending',
    soft: 'bg-pending/10 dark:bg-pending/15',
    empty: words.empty.pending,
  },
  running: {
    word: words.states.running,
    Icon: LoaderCircle,
    text: 'text-running',
    bar: 'bg-running',
    soft: 'bg-running/10 dark:bg-running/15',
    empty: words.empty.running,
  },
  success: {
    word: words.states.success,
    Icon: CircleCheck,
    text: 'text-success',
    bar: 'bg-success',
    soft: 'bg-success/10 dark:bg-success/15',
    empty: words.empty.success,
  },
  failure: {
    word: words.states.failure,
    Icon: CircleX,
    text: 'text-failure',
    bar: 'bg-failure',
    soft: 'bg-failure/10 dark:bg-failure/15',
    empty: words.empty.failure,
  },
}
