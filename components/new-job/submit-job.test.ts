import { afterEach, expect, test, vi } from 'vitest'
import { submitJob } from './submit-job.ts'

const request = { type: 'report', input: {} }
const answer = { id: 'report:j_1', url: '', statusUrl: '', state: 'pending' }
const waits = [0, 0, 0]

const response = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })
const problem = (status: number, code: string) => response(status, { status, code, detail: `It is ${code}.` })

/** Answers with each in turn; what is no response is thrown, as a connection that breaks. */
function server(...answers: (Response | Error)[]) {
  const calls = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => {
    const next = answers.shift() ?? response(500, {})
    if (next instanceof Error) throw next
    return next
  })
  return () => calls.mock.calls.map(([, init]) => new Headers(init?.headers).get('Idempotency-Key'))
}

afterEach(() => void vi.restoreAllMocks())

test.each([
  ['the connection broke', new TypeError('Failed to fetch')],
  ['the answer was cut off', new Response('{"id":"rep', { status: 202 })],
  ['the queue did not answer', problem(503, 'submit_unknown')],
  ['the first is still on its way', problem(409, 'idempotency_busy')],
])('[G2] when %s, it is sent again with the same key', async (_what, lost) => {
  const keys = server(lost, response(200, answer))
  const onLost = vi.fn()
  expect(await submitJob(request, { key: 'k1', waits, onLost })).toEqual(answer)
  expect(keys()).toEqual(['k1', 'k1'])
  expect(onLost).toHaveBeenCalledTimes(1)
})

test('it gives up at last, and says why', async () => {
  const keys = server(...Array.from({ length: 9 }, () => problem(503, 'submit_unknown')))
  await expect(submitJob(request, { key: 'k1', waits })).rejects.toThrow('It is submit_unknown.')
  expect(keys()).toHaveLength(4)
})

test.each([
  [422, 'payload_invalid'],
  [503, 'redis_unavailable'],
  [507, 'insufficient_storage'],
  [500, 'internal'],
])('a refusal (%s %s) is final: nothing was lost', async (status, code) => {
  const keys = server(problem(status, code))
  await expect(submitJob(request, { key: 'k1', waits })).rejects.toMatchObject({ problem: { code } })
  expect(keys()).toHaveLength(1)
})
