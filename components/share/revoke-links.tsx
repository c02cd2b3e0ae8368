import { useState } from 'react'
import { reasonOf } from '#components/api/ask.ts'
import { Button } from '#components/ui/button.tsx'
import { share as w } from '#words/share.ts'

type State = keyof typeof w.revoke

/** Takes back every link to the job, whoever made it; a second click says that this is meant. */
export function RevokeLinks({ revoke }: { revoke: () => Promise<unknown> }) {
  const [state, setState] = useState<State>('idle')
  const [refusal, setRefusal] = useState<string>()

  async function press() {
    // Not `disabled`: that would take the keyboard's place on the page away.
    if (state === 'asking') return
    if (state !== 'unsure') return setState('unsure')
    setState('asking')
    setRefusal(undefined)
    try {
      await revoke()
      setState('done')
    } catch (error) {
      setRefusal(reasonOf(error))
      setState('idle')
    }
  }

  return (
    <div className="flex flex-wrap items-center gap-3 border-line border-t pt-4">
      <Button
        onClick={press}
        onBlur={() => setState((before) => (before === 'unsure' ? 'idle' : before))}
        aria-disabled={state === 'asking'}
        className={state === 'unsure' ? 'border-failure! text-failure!' : ''}
      >
        {w.revoke[state]}
      </Button>
      <p role="status" className="min-w-0 flex-1 basis-48 text-muted text-sm">
        {state === 'done' ? w.revoked : w.revokes}
      </p>
      {refusal && (
        <p role="alert" className="basis-full text-failure text-sm">
          {refusal}
        </p>
      )}
    </div>
  )
}
