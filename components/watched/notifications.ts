import { jobPath } from '#components/api/job-path.ts'
import { Preference } from '#components/shell/preferences.ts'
import { words } from '#components/words/words.ts'
import type { Job } from '#core/job.ts'

/** `on` when somebody asked to be told of ends. */
export const wantsNotifications = new Preference('waybill.notify')

/** Asks the browser whether it may; only ever because somebody pressed the button. */
export async function askToNotify(): Promise<boolean> {
  if (typeof Notification === 'undefined') return false
  const permission =
    Notification.permission === 'default' ? await Notification.requestPermission() : Notification.permission
  return permission === 'granted'
}

/** Tells somebody who is elsewhere that a job has ended. One notification, however many tabs are open. */
export function notifyOfEnd(job: Job): void {
  if (wantsNotifications.get() !== 'on' || typeof Notification === 'undefined') return
  if (Notification.permission !== 'granted') return
  const title = job.state === 'failure' ? words.away.ended(job.label) : words.away.succeeded(job.label)
  const body = job.state === 'failure' ? job.error.message : job.state === 'success' ? job.result.summary : undefined
  const notification = new Notification(title, { body, tag: job.id })
  notification.onclick = () => {
    window.focus()
    window.location.assign(jobPath.page(job.id))
  }
}
