import { Unplug } from 'lucide-react'

/** Nobody is there to run jobs: what that means, and what to do. */
export function NoWorkers() {
  return (
    <div className="flex flex-col gap-2 rounded-lg border border-line bg-surface p-5">
      <p className="flex items-center gap-2 font-semibold text-failure">
        <Unplug className="size-4" aria-hidden />
        No worker is online
      </p>
      <p>Jobs are taken and wait in line; nothing is lost. They begin as soon as a worker is there.</p>
      <p className="text-muted">
        Start one with <code className="rounded bg-sunken px-1 py-0.5 text-ink">WAYBILL_ROLE=worker npm start</code>{' '}
        where the same REDIS_URL is set, or <code className="rounded bg-sunken px-1 py-0.5 text-ink">npm start</code>{' '}
        for all in one. If one should be running already, its log says why it is not.
      </p>
    </div>
  )
}
