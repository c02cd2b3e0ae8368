import type { JobsView } from '#core/view.ts'

/** A view as it is served: with an `owner`, of the jobs it shows only those that one submitted. Never sent by a browser. */
export type ScopedView = JobsView & { readonly owner?: string }

/** Whether a job of `owner` may be in the view at all. */
export const admits = (view: ScopedView, owner: string | undefined): boolean =>
  view.owner === undefined || view.owner === owner
