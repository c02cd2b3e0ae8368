import { useState } from 'react'
import { reasonOf } from './ask.ts'

/** `unsure`: pressed once, where it takes twice. `done` stands until it is asked for again. */
export type AskingState = 'idle' | 'unsure' | 'asking' | 'done'

interface Asking {
  state: AskingState
  isAsking: boolean
  /** Why it was refused the last time. */
  refusal: string | undefined
  /** Does `what`, unless it is being done: not by `disabled`, which would take the keyboard's place on the page away. */
  attempt: (what: () => Promise<unknown>) => Promise<void>
  /** Asks a person once more first: the first press only makes it `unsure`, until the focus goes elsewhere. */
  attemptWhenSure: (what: () => Promise<unknown>) => Promise<void>
  forget: () => void
}

/** What a person asks of the server with a button or a form: one at a time, and a refusal stands until it is asked for again. */
export function useAsking(refuse?: (reason: string) => void): Asking {
  const [state, setState] = useState<AskingState>('idle')
  const [refusal, setRefusal] = useState<string>()

  async function attempt(what: () => Promise<unknown>) {
    if (state === 'asking') return
    setState('asking')
    setRefusal(undefined)
    try {
      await what()
      setState('done')
    } catch (error) {
      const reason = reasonOf(error)
      if (refuse) refuse(reason)
      else setRefusal(reason)
      setState('idle')
    }
  }

  return {
    ...{ state, isAsking: state === 'asking', refusal, attempt },
    attemptWhenSure: async (what) => (state === 'unsure' || state === 'asking' ? attempt(what) : setState('unsure')),
    forget: () => setState((before) => (before === 'unsure' ? 'idle' : before)),
  }
}
