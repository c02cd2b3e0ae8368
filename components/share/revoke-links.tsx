import { useAsking } from '#components/api/use-asking.ts'
import { Button } from '#components/ui/button.tsx'
import { Refusal } from '#components/ui/refusal.tsx'
import { share as w } from '#words/share.ts'

/** Takes back every link to the job, whoever made it; a second click says that this is meant. */
export function RevokeLinks({ revoke }: { revoke: () => Promise<unknown> }) {
  const { state, isAsking, refusal, attemptWhenSure, forget } = useAsking()
  return (
    <div className="flex flex-wrap items-center gap-3 border-line border-t pt-4">
      <Button
        onClick={() => attemptWhenSure(revoke)}
        onBlur={forget}
        aria-disabled={isAsking}
        className={state === 'unsure' ? 'border-failure! text-failure!' : ''}
      >
        {w.revoke[state]}
      </Button>
      <p role="status" className="min-w-0 flex-1 basis-48 text-muted text-sm">
        {state === 'done' ? w.revoked : w.revokes}
      </p>
      <Refusal text={refusal} className="basis-full text-sm" />
    </div>
  )
}
