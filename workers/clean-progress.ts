import type { ProgressUpdate } from '#core/define-job.ts'

/** Keeps what can be shown of whatever the handler passed; a number that is none is left out. Reading it may run the handler's code. */
export function cleanProgress(update: ProgressUpdate): ProgressUpdate {
  const { percent, current, total, unit, message, steps } = update ?? {}
  const number = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)
  const text = (value: unknown, length: number) => (typeof value === 'string' ? value.slice(0, length) : undefined)
  const known = number(percent)
  return {
    percent: known === undefined ? undefined : Math.min(100, Math.max(0, known)),
    current: number(current),
    total: number(total),
    unit: text(unit, 40),
    message: text(message, 500),
    steps: cleanSteps(number(steps?.done), number(steps?.total), text(steps?.label, 100)),
  }
}

function cleanSteps(done: number | undefined, total: number | undefined, label?: string): ProgressUpdate['steps'] {
  if (done === undefined || total === undefined || total < 1) return undefined
  return { done: Math.min(total, Math.max(0, done)), total, ...(label && { label }) }
}
