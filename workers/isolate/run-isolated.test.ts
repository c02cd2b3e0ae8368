import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { IsolateEndedError } from '#core/isolate-ended-error.ts'
import { JobCancelledError, JobTimeoutError } from '#core/stop-reason.ts'
import { testFolder } from '#server/testing/test-redis.ts'
import { processRuns } from '#workers/testing/process-runs.ts'
import { startIsolated } from '#workers/testing/start-isolated.ts'
import { isFinal, reasonOf } from '#workers/work-error.ts'

const kinds = ['thread', 'process'] as const
const stops = [
  ['a cancel', new JobCancelledError(5), 'true false CancelledError'],
  ['a timeout', new JobTimeoutError(70), 'false true TimeoutError'],
  ['the end of the worker', 'the worker stops', 'false false the worker stops'],
] as const

test.each(kinds)('a job in a %s says the same as one in place', async (kind) => {
  const { running, said, code, output } = await startIsolated(kind, { act: 'say' })
  expect(await running).toMatchObject({
    ...{ stored: true, summary: 'came to object' },
    result: { id: `${kind}:j_one`, attempt: 1, env: { smtpUrl: 'smtp://ada:secret@localhost' } },
  })
  expect(said.stages).toEqual(['first', 'second'])
  expect(said.progress.at(-1)).toMatchObject({ percent: 75 })
  expect(said.lines).toMatchObject([{ level: 'warn', text: 'careful' }])
  await code.end?.()
  expect(output).toContain('on the output')
})

test.each(kinds)('a job in a %s is not given the environment of its worker process', async (kind) => {
  vi.stubEnv('SMTP_URL', 'smtp://ada:secret@localhost')
  vi.stubEnv('REDIS_URL', 'redis://:secret@localhost')
  const { running } = await startIsolated(kind, { act: 'say' })
  vi.unstubAllEnvs()
  const { result } = (await running) as { result: { variables: string[] } }
  expect(result.variables).toContain('PATH')
  expect(result.variables.filter((name) => /URL/.test(name))).toEqual([])
})

test.each(kinds)('[G13] a job in a %s that never yields is heard all the same, while it runs', async (kind) => {
  const { running, said, until } = await startIsolated(kind, { act: 'sayWhileBlocking', ms: 1_500 })
  let isOver = false
  const result = running.finally(() => {
    isOver = true
  })
  await until(() => said.progress.length >= 5 && said.lines.length > 1_000)
  expect(isOver).toBe(false)
  expect(said.stages).toEqual(['first'])
  const { result: calls } = (await result) as { result: number }
  expect(said.progress.at(-1)).toMatchObject({ current: calls })
  expect(said.lines.at(-1)?.text).toBe(`line ${calls}`)
  expect(said.skipped + said.lines.length).toBe(calls)
})

test.each(kinds)('[G11] [G13] a flood in a %s loses no count and fills no memory', async (kind) => {
  const { running, said } = await startIsolated(kind, { act: 'flood', ms: 1_000_000 })
  const { result: rss } = (await running) as { result: number }
  expect(said.skipped + said.lines.length).toBe(1_000_000)
  expect(said.lines.at(-1)?.text).toBe('line 1000000')
  expect(said.progress.at(-1)).toMatchObject({ current: 1_000_000 })
  if (kind === 'process') expect(rss).toBeLessThan(300 * 2 ** 20)
})

test.each(kinds.flatMap((kind) => stops.map((stop) => [kind, ...stop] as const)))(
  'in a %s the signal is aborted by %s, with the same reason',
  async (kind, _what, reason, seen) => {
    const { running, said, stop, until } = await startIsolated(kind, { act: 'untilAborted' })
    await until(() => said.progress.length > 0)
    stop(reason)
    await expect(running).rejects.toThrow()
    expect(said.lines[0]?.text).toContain(seen)
  },
)

test.each(kinds)('[G16] in a %s a loop that never yields sees that its signal is aborted', async (kind) => {
  const { running, said, stop, until } = await startIsolated(kind, { act: 'blockUntilAborted' })
  await until(() => said.progress.length > 0)
  stop(new JobCancelledError(5))
  await expect(running).rejects.toMatchObject({ name: 'CancelledError' })
})

test.each(kinds)('[G16] a job in a %s that never yields is ended, and its code does not go on', async (kind) => {
  const { code, running, said, until } = await startIsolated(kind, { act: 'sayWhileBlocking' })
  await until(() => said.progress.length > 0)
  await code.end?.()
  await expect(running).rejects.toBeInstanceOf(IsolateEndedError)
  const heard = said.lines.length
  await new Promise((resolve) => setImmediate(resolve))
  expect(said.lines).toHaveLength(heard)
})

test.each(kinds)('[G16] a job in a %s that does not stop with its worker is ended a moment later', async (kind) => {
  const { running, said, stop, until } = await startIsolated(kind, { act: 'hang' })
  await until(() => said.progress.length > 0)
  stop('the worker stops')
  await expect(running).rejects.toBeInstanceOf(IsolateEndedError)
})

test('what a job in a process has started ends with it', async () => {
  const { code, said, until } = await startIsolated('process', { act: 'spawn' })
  await until(() => said.lines.length > 0)
  const pid = Number(said.lines[0]?.text)
  expect(await processRuns(pid)).toBe(true)
  await code.end?.()
  await vi.waitFor(async () => expect(await processRuns(pid)).toBe(false))
})

test.each([
  ['thread', 'exit', /thread of the job ended with the exit code 7/],
  ['process', 'exit', /process of the job ended with the exit code 7/],
  ['process', 'die', /was ended by SIGKILL/],
  ['thread', 'eat', /ran out of memory/],
  ['process', 'eat', /was ended by SIGABRT|exit code 134/],
] as const)('[I10] in a %s, %s is a clear failure of that job alone', async (kind, act, said) => {
  const { running } = await startIsolated(kind, { act, heapMb: 64 })
  const error = await running.catch((thrown: Error) => thrown)
  expect(error).toBeInstanceOf(IsolateEndedError)
  expect(error).toMatchObject({ message: expect.stringMatching(said) })
  expect(isFinal(error as Error, {})).toBe(false)
})

test.each(kinds)('in a %s what nobody caught is the failure of the job, with its own name', async (kind) => {
  const { running } = await startIsolated(kind, { act: 'reject' })
  await expect(running).rejects.toMatchObject({ name: 'RangeError', message: 'nobody waits for me' })
})

test.each(kinds)('an error in a %s is judged by the rules of its type, which name its class', async (kind) => {
  const busy = (await (await startIsolated(kind, { act: 'busy' })).running.catch((error: unknown) => error)) as Error
  expect(busy).toMatchObject({ name: 'BusyError', message: 'Busy for 1234 ms.', delayMs: 2 * 1_234 })
  expect(busy.stack).toContain('isolated-catalogue.ts')
  expect([isFinal(busy, {}), reasonOf(busy)]).toEqual([false, 'error'])
  const hopeless = await (await startIsolated(kind, { act: 'hopeless' })).running.catch((error: unknown) => error)
  expect(isFinal(hopeless as Error, {})).toBe(true)
})

test.each(kinds)('a result that cannot leave a %s is refused as in place', async (kind) => {
  const { running } = await startIsolated(kind, { act: 'unstorable' })
  const error = await running.catch((thrown: Error) => thrown)
  expect(error).toMatchObject({ message: expect.stringContaining('"act" is a function') })
  expect(isFinal(error as Error, {})).toBe(true)
})

test.each(kinds)('a file that a %s has made is known when it crashes right afterwards', async (kind) => {
  const dataDir = await testFolder()
  const { running, code } = await startIsolated(kind, { act: 'writeAndExit', dataDir })
  await expect(running).rejects.toBeInstanceOf(IsolateEndedError)
  expect(code.written).toEqual([{ name: 'made.txt', bytes: 4, mediaType: 'text/plain' }])
  expect(await readFile(join(dataDir, 'jobs', kind, 'j_one', 'files', '1', 'made.txt'), 'utf8')).toBe('made')
})

test.each(kinds)('what a job does once in a %s it does not do again', async (kind) => {
  const dataDir = await testFolder()
  const first = await (await startIsolated(kind, { act: 'once', dataDir })).running
  const second = await (await startIsolated(kind, { act: 'once', dataDir })).running
  expect(first.result).toEqual({ state: 'done', answer: 7, earlier: false })
  expect(second.result).toEqual({ state: 'done', answer: 7, earlier: true })
})
