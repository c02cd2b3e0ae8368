/** The place of a worker before the first answer. */
export function WorkersSkeleton() {
  return (
    <div className="grid gap-3 md:grid-cols-2" aria-hidden>
      <div className="h-33 rounded-lg border border-line bg-surface p-4 opacity-60">
        <div className="h-4 w-1/3 rounded bg-sunken" />
        <div className="mt-2 h-3 w-1/2 rounded bg-sunken" />
      </div>
    </div>
  )
}
