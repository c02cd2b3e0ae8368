import { execFile } from 'node:child_process'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { FinalRehearsalError, RehearsalError } from '#workers/rehearsal/rehearsal-error.ts'
import { type RecordContextOptions, recordContext } from '#workers/testing/record-context.ts'
import { testJob } from '#workers/testing/test-job.ts'
import rehearsal from './rehearsal.ts'

type Script = z.input<typeof rehearsal.input>
const run = (input: Script, options?: { attempt: number }) => testJob(rehearsal, { stepMs: 0, ...input }, options)

/** Without anything around it that waits or keeps time as well. */
function start(input: Script, options: RecordContextOptions = {}) {
  const { context } = recordContext<keyof typeof rehearsal.stages>(options)
  return { done: rehearsal.run(rehearsal.input.parse({ stepMs: 0, ...input }), context) }
}

test('It takes its steps and says how far it is', async () => {
  const { result, progress } = await run({ steps: 3 }, { attempt: 2 })
  expect(result).toEqual({ steps: 3, attempt: 2 })
  // Each custom state is entered with what is done so far, so that the bar never blinks.
  expect(progress).toEqual([0, 1, 1, 2, 2, 3].map((current) => ({ current, total: 3, unit: 'steps' })))
})

test.each([
  [4, 8, ['preparing', 'working', 'checking', 'finishing']],
  [4, 2, ['preparing', 'checking']],
  [2, 10, ['preparing', 'working']],
  [1, 10, ['preparing']],
])('With %d custom states over %d steps it enters %j', async (stages, steps, entered) => {
  expect((await run({ stages, steps })).stages).toEqual(entered)
})

test('Unknown progress has a message and no numbers', async () => {
  const { progress } = await run({ steps: 2, unknownProgress: true })
  expect(progress.at(0)).toEqual({ message: 'Step 1' })
  expect(progress.at(-1)).toEqual({ message: 'Step 2' })
})

test('It fails at its step as often as it is told, then succeeds', async () => {
  const script = { steps: 3, failAtStep: 2, failAttempts: 2 }
  const first = await run(script, { attempt: 1 })
  expect(first.error).toBeInstanceOf(RehearsalError)
  expect(first.progress.at(-1)).toMatchObject({ current: 1 })
  expect((await run(script, { attempt: 2 })).error?.message).toContain('step 2 of attempt 2')
  expect((await run(script, { attempt: 3 })).result).toEqual({ steps: 3, attempt: 3 })
})

test('It fails on every attempt when it is not told how often', async () => {
  expect((await run({ failAtStep: 1 }, { attempt: 50 })).error).toBeInstanceOf(RehearsalError)
})

test('A failure is final only when retries are off', async () => {
  expect(await run({ failAtStep: 1 })).toMatchObject({ error: expect.any(RehearsalError), wouldRetry: true })
  const final = await run({ failAtStep: 1, retryable: false })
  expect(final).toMatchObject({ error: expect.any(FinalRehearsalError), wouldRetry: false })
})

test.each([
  ['waits for its step', { stepMs: 60_000 }],
  ['hangs', { hangAtStep: 1 }],
  ['writes log lines', { steps: 1, logLines: 1_000_000 }],
])('While it %s, an abort ends it at once', async (_, script) => {
  const controller = new AbortController()
  const { done } = start(script, { signal: controller.signal })
  const reason = new Error('cancelled')
  await nextTurn()
  controller.abort(reason)
  await expect(done).rejects.toBe(reason)
})

test('It goes on after an abort when it is told to ignore that', async () => {
  const { done } = start({ steps: 2, ignoreSignal: true }, { signal: AbortSignal.abort(new Error('cancelled')) })
  expect(await done).toEqual({ steps: 2, attempt: 1 })
})

test('An aborted wait leaves no timer behind', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  const before = timers()
  const controller = new AbortController()
  const { done } = start({ stepMs: 60_000 }, { signal: controller.signal })
  await nextTurn()
  expect(timers()).toBe(before + 1)
  controller.abort()
  await expect(done).rejects.toThrow()
  expect(timers()).toBe(before)
})

test('Blocking keeps everything else waiting', async () => {
  let turns = 0
  const counting = setInterval(() => turns++, 1)
  const { done } = start({ steps: 1, blockAtStep: 1, blockMs: 60 })
  clearInterval(counting)
  expect(turns).toBe(0)
  await done
})

test('It writes as many log lines as asked, spread over the steps', async () => {
  const { logs } = await run({ steps: 3, logLines: 2_500 })
  expect(logs).toHaveLength(2_500)
  expect(logs.at(-1)?.text).toBe('Line 2500 of the rehearsal')
})

test('The result is as large as asked', async () => {
  expect((await run({ steps: 1, resultBytes: 5_000 })).result?.filler).toHaveLength(5_000)
})

test.each([
  [1, 'SIGKILL'],
  [2, null],
])('On attempt %d of a script that kills once, its process ends by %s', async (attempt, signal) => {
  const program = `
    import rehearsal from '#workers/jobs/rehearsal.ts'
    import { recordContext } from '#workers/testing/record-context.ts'
    const { context } = recordContext({ attempt: ${attempt} })
    await rehearsal.run(rehearsal.input.parse({ steps: 2, stepMs: 0, exitAtStep: 2 }), context)`
  const ended = await new Promise((resolve) => {
    const args = ['--import', 'tsx', '--input-type=module', '--eval', program]
    execFile(process.execPath, args, (error) => resolve(error?.signal ?? error?.code ?? null))
  })
  expect(ended).toBe(signal)
})

test('A step the job does not have is refused at its field', () => {
  const { error } = rehearsal.input.safeParse({ steps: 3, hangAtStep: 4 })
  expect(error?.issues).toMatchObject([{ path: ['hangAtStep'], message: 'There is no step 4: the job has 3.' }])
})

test('Every sample is a script that can be submitted, with a title of its own', () => {
  const samples = rehearsal.samples ?? []
  for (const { title, input } of samples) expect(rehearsal.label(rehearsal.input.parse(input))).toBe(title)
  expect(new Set(samples.map(({ title }) => title)).size).toBe(samples.length)
})
