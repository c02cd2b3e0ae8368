import { Preference } from '#components/shell/preferences.ts'

/** How far somebody is with a new Waybill: `begun` from its first-run page, `opened` a job that had ended, or `done` with being told. */
export const firstSteps = new Preference('waybill.first-steps')

/** Somebody looked at a job that had ended. */
export function noteOpened(): void {
  if (firstSteps.get() === 'begun') firstSteps.set('opened')
}
