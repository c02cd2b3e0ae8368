import type { JobFile } from '#core/job.ts'
import type { ChildCalls } from '#workers/child-calls.ts'
import type { FromIsolate, ToIsolate } from './isolate-messages.ts'
import { packError, unpackError } from './packed-error.ts'

/**
 * What an isolate can call in its worker process: objects of async functions, whose arguments and answers can be cloned. Another part of the
 * context that needs the worker process is one more field here; in the isolate it is `calls.of('its name')`.
 */
export interface WorkerCalls {
  children: ChildCalls
  made: {
    /** A file is whole: it belongs to the job whatever becomes of the isolate. */
    file(file: JobFile): Promise<void>
  }
}

type Call = Extract<FromIsolate, { type: 'call' }>
type Answer = Extract<ToIsolate, { type: 'answer' }>

/** Makes a call for an isolate and posts the answer. Never rejects: what went wrong is the answer. */
export async function answerCall(
  calls: Partial<WorkerCalls>,
  { call, of, method, given }: Call,
  post: (answer: Answer) => void,
): Promise<void> {
  try {
    const object: object | undefined = Object.hasOwn(calls, of) ? calls[of as keyof WorkerCalls] : undefined
    const act: unknown = object && Reflect.get(object, method)
    if (typeof act !== 'function') throw new Error(`The worker process has no ${of}.${method} for isolates.`)
    post({ type: 'answer', call, value: await act.apply(object, given) })
  } catch (error) {
    post({ type: 'answer', call, error: packError(error) })
  }
}

/** The other side: objects that look like those of the worker process. */
export function createCalls(post: (call: Call) => void) {
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let last = 0

  const call = (of: string, method: string, given: unknown[]) =>
    new Promise((resolve, reject) => {
      last += 1
      open.set(last, { resolve, reject })
      try {
        post({ type: 'call', call: last, of, method, given })
      } catch (error) {
        // It cannot be cloned, so there will be no answer.
        open.delete(last)
        throw error
      }
    })

  return {
    /** An error that comes back has its name, its message and its stack; its class stayed behind. */
    of<Name extends keyof WorkerCalls & string>(name: Name): WorkerCalls[Name] {
      const get = (_target: object, method: string | symbol) =>
        // Whoever awaits the object itself asks it for a `then`.
        typeof method === 'string' && method !== 'then' ? (...given: unknown[]) => call(name, method, given) : undefined
      // Every function of the other side's object is there, by the same name.
      return new Proxy({}, { get }) as WorkerCalls[Name]
    },
    answered({ call, value, error }: Answer): void {
      const waiting = open.get(call)
      open.delete(call)
      if (error) waiting?.reject(unpackError(error))
      else waiting?.resolve(value)
    },
  }
}
