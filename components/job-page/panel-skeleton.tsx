import { words } from '#components/words/words.ts'

const widths = ['w-2/5', 'w-3/5', 'w-1/2', 'w-4/5', 'w-2/3', 'w-1/3']

/** Stands where the content of a tab will: as many lines as most have at least. */
export function PanelSkeleton({ isInset = false }: { isInset?: boolean }) {
  return (
    <div role="status" className={`flex min-h-72 flex-col gap-3.5 py-2 ${isInset ? 'px-4' : ''}`}>
      <span className="sr-only">{words.shell.loading}</span>
      {widths.map((width) => (
        <span key={width} className={`h-3.5 rounded-md bg-sunken ${width}`} aria-hidden />
      ))}
    </div>
  )
}
