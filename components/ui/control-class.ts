/** What every input of a form looks like. */
export const controlClass =
  'min-h-9 w-full rounded-md border border-edge bg-surface px-2.5 py-1.5 text-ink placeholder:text-muted aria-invalid:border-failure aria-invalid:ring-1 aria-invalid:ring-failure'
