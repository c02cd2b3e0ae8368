import { Button } from '#components/ui/button.tsx'
import { newJob as w } from '#words/new-job.ts'

/** Says that a form is not empty because somebody had typed in it before. */
export const RestoredNote = ({ onStartOver }: { onStartOver: () => void }) => (
  <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-sunken px-3 py-2 text-muted">
    <p role="status" className="min-w-0 flex-1 basis-56">
      {w.restored}
    </p>
    <Button size="small" onClick={onStartOver}>
      {w.startOver}
    </Button>
  </div>
)
