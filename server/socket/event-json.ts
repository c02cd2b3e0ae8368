import type { JobEvent } from '#core/job-event.ts'

// Everybody who watches the same view is sent the same events, so each is written as JSON once.
const written = new WeakMap<JobEvent, string>()

/** An event as JSON, made once however many are sent it. */
export function eventJson(event: JobEvent): string {
  const known = written.get(event)
  if (known !== undefined) return known
  const json = JSON.stringify(event)
  written.set(event, json)
  return json
}
