import { Button } from '#components/ui/button.tsx'
import { panelWords } from '#components/words/panel-words.ts'

/** Says why something could not be fetched, and offers to try once more. */
export const RefusedNote = ({ reason, load }: { reason: string; load: () => void }) => (
  <div role="alert" className="flex flex-wrap items-center gap-3 text-failure">
    <p>{reason}</p>
    <Button size="small" onClick={load}>
      {panelWords.again}
    </Button>
  </div>
)
