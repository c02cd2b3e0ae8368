import { expect, test } from 'vitest'
import type { JobFile } from '#core/job.ts'
import { answerCall, createCalls, type WorkerCalls } from './worker-calls.ts'

const file: JobFile = { name: 'a.txt', bytes: 1, mediaType: 'text/plain' }

/** Both sides, with only what can be cloned between them. */
function connect(served: Partial<WorkerCalls>) {
  const calls = createCalls((call) => {
    void answerCall(served, structuredClone(call), (answer) => calls.answered(structuredClone(answer)))
  })
  return calls
}

test('a call reaches the function of the worker process, and its answer comes back to whoever asked', async () => {
  const made: JobFile[] = []
  const calls = connect({ made: { file: async (each) => void made.push(each) } })
  await Promise.all([calls.of('made').file(file), calls.of('made').file({ ...file, name: 'b.txt' })])
  expect(made.map(({ name }) => name)).toEqual(['a.txt', 'b.txt'])
})

test('an error comes back with its name and its message', async () => {
  const calls = connect({
    made: {
      async file() {
        throw new RangeError('too far')
      },
    },
  })
  await expect(calls.of('made').file(file)).rejects.toMatchObject({ name: 'RangeError', message: 'too far' })
})

test('what cannot be cloned is an error for the caller, on the way there and on the way back', async () => {
  const calls = connect({ made: { file: async () => (() => {}) as never } })
  await expect(calls.of('made').file((() => {}) as never)).rejects.toThrow('could not be cloned')
  await expect(calls.of('made').file(file)).rejects.toThrow('could not be cloned')
})

test.each(['constructor', '__proto__', 'elsewhere'])(
  'nothing but what is offered can be called: not %s',
  async (of) => {
    const calls = connect({ made: { async file() {} } })
    const elsewhere = calls.of(of as 'made')
    await expect(elsewhere.file(file)).rejects.toThrow(`no ${of}.file`)
  },
)
