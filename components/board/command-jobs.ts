import { askPost, reasonOf } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import type { Job } from '#core/job.ts'
import { canCancel, canRetry } from '#core/job-state.ts'

export type JobCommand = 'retry' | 'cancel'

const applies: Record<JobCommand, (job: Job) => boolean> = {
  retry: ({ state }) => canRetry(state),
  cancel: ({ state }) => canCancel(state),
}

/** So many requests are on their way at a time: somebody may have marked a whole column. */
const atATime = 4

export interface CommandOutcome {
  done: number
  refused: number
  /** Why the first of the refused ones was. */
  why: string | undefined
}

/** Those jobs that a command makes sense for. */
export const whereApplies = (command: JobCommand, jobs: readonly Job[]): Job[] => jobs.filter(applies[command])

/** Asks for the same of several jobs. What becomes of that shows on the jobs themselves. */
export async function commandJobs(command: JobCommand, jobs: readonly Job[]): Promise<CommandOutcome> {
  const outcome: CommandOutcome = { done: 0, refused: 0, why: undefined }
  const waiting = [...jobs]
  const work = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      try {
        await askPost(jobPath[command](job.id))
        outcome.done += 1
      } catch (error) {
        outcome.refused += 1
        outcome.why ??= reasonOf(error)
      }
    }
  }
  await Promise.all(Array.from({ length: atATime }, work))
  return outcome
}
