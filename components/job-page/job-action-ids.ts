import { canPin } from '#components/job/pin-button.tsx'
import { canPromote } from '#components/job/promote-button.tsx'
import type { Action } from '#core/can.ts'
import type { Job } from '#core/job.ts'
import { canCancel, canRetry, isFinished } from '#core/job-state.ts'

/** What stands on the page at once, as far as there is room: what is likeliest wanted first. */
export const promptActionIds = ['retry', 'edit', 'promote', 'cancel', 'duplicate', 'share'] as const
export type PromptActionId = (typeof promptActionIds)[number]

/** What stands in the menu of what is left, and nowhere else. */
export const menuActionIds = ['pin', 'copy-link', 'delete'] as const
export type MenuActionId = (typeof menuActionIds)[number]

type JobActionId = PromptActionId | MenuActionId

interface Offer {
  right?: Action
  /** Whether it makes sense where the job is. */
  fits: (job: Job, hasForm: boolean) => boolean
}

const offers: Record<JobActionId, Offer> = {
  retry: { right: 'job.retry', fits: ({ state }) => canRetry(state) },
  edit: { right: 'job.repeat', fits: ({ state }, hasForm) => canRetry(state) && hasForm },
  promote: { right: 'job.promote', fits: canPromote },
  cancel: { right: 'job.cancel', fits: ({ state }) => canCancel(state) },
  duplicate: { right: 'job.repeat', fits: (_, hasForm) => hasForm },
  share: { right: 'job.share', fits: () => true },
  pin: { right: 'job.pin', fits: (job) => isFinished(job.state) && canPin(job) },
  'copy-link': { fits: () => true },
  delete: { right: 'job.remove', fits: ({ state }) => state !== 'running' },
}

export interface JobActionChoice {
  prompt: PromptActionId[]
  menu: MenuActionId[]
}

/** What somebody may do with a job now. A job of a type that Waybill does not know has no form. */
export function jobActions(job: Job, hasForm: boolean, may: (action: Action) => boolean): JobActionChoice {
  const isOffered = (id: JobActionId) => {
    const { right, fits } = offers[id]
    return fits(job, hasForm) && (!right || may(right))
  }
  return { prompt: promptActionIds.filter(isOffered), menu: menuActionIds.filter(isOffered) }
}
