import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { type AnyJobDefinition, defineJob, type JobContext } from '#core/define-job.ts'
import { JobCancelledError, JobTimeoutError } from '#core/stop-reason.ts'
import { upload } from '#core/upload.ts'

/** An error that carries what its type asks for. */
export class BusyError extends Error {
  override readonly name = 'BusyError'
  constructor(readonly retryAfterMs: number) {
    super(`Busy for ${retryAfterMs} ms.`)
  }
}
export class HopelessError extends Error {}

type Context = JobContext<'first' | 'second'>

/** Takes a processor for so long and never yields. */
function block(ms: number, meanwhile = () => {}): void {
  for (const until = performance.now() + ms; performance.now() < until; ) meanwhile()
}

const ms = z.number().default(Number.POSITIVE_INFINITY)

/** What an isolated job of these tests can be told to do. */
const acts = {
  say: async (_ms: number, { stage, progress, log, id, attempt, env }: Context) => {
    stage('first')
    progress({ current: 1, total: 2, unit: 'things' })
    log.warn('careful')
    stage('second')
    progress({ percent: 75 })
    console.log('on the output')
    return { id, attempt, env, variables: Object.keys(process.env) }
  },
  sayWhileBlocking: async (forMs: number, { stage, progress, log }: Context) => {
    stage('first')
    let calls = 0
    block(forMs, () => {
      calls += 1
      progress({ current: calls })
      log(`line ${calls}`)
    })
    return calls
  },
  block: async (forMs: number, { progress }: Context) => {
    progress({ percent: 50, message: String(process.pid) })
    block(forMs)
    return 'went on'
  },
  blockUntilAborted: async (forMs: number, { signal, progress }: Context) => {
    progress({ percent: 1 })
    block(forMs, () => signal.throwIfAborted())
  },
  untilAborted: async (_ms: number, { signal, log, progress }: Context) => {
    progress({ percent: 1 })
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    const { reason } = signal
    log(`${reason instanceof JobCancelledError} ${reason instanceof JobTimeoutError} ${String(reason)}`)
    throw reason
  },
  hang: async (_ms: number, { progress }: Context) => {
    progress({ percent: 1 })
    await new Promise(() => setInterval(() => {}, 1_000))
  },
  flood: async (calls: number, { log, progress }: Context) => {
    for (let i = 1; i <= calls; i += 1) {
      log(`line ${i}`)
      progress({ current: i, total: calls })
    }
    return process.memoryUsage().rss
  },
  exit: async () => process.exit(7),
  die: async () => {
    process.kill(process.pid, 'SIGKILL')
    await sleep(10_000)
  },
  eat: async () => {
    const eaten: number[][] = []
    for (;;) eaten.push(new Array(1_000_000).fill(Math.random()))
  },
  reject: async () => {
    void Promise.reject(new RangeError('nobody waits for me'))
    await sleep(10_000)
  },
  unstorable: async () => ({ act: () => {} }),
  busy: async () => {
    throw new BusyError(1_234)
  },
  hopeless: async () => {
    throw new HopelessError('No way.')
  },
  writeAndExit: async (_ms: number, { files }: Context) => {
    await files.write('made.txt', 'made')
    process.exit(1)
  },
  write: async (_ms: number, { files }: Context) => (await files.write('made.txt', 'made')).bytes,
  family: async (_ms: number, { children, attempt }: Context) => {
    await children.add('good', { type: 'thread', input: { act: 'write', ms: 0 } })
    await children.add('bad', { type: 'process', input: { act: 'hopeless', ms: 0 }, onFailure: 'ignore' })
    await children.wait()
    const [first, second] = await children.results(z.number())
    const good = first?.state === 'success' ? first : second
    const made = await text(await children.open(good?.id ?? '', 'made.txt'))
    return { attempt, made, states: (await children.list()).map(({ state }) => state).sort() }
  },
  once: async (_ms: number, { once, log }: Context) => {
    const done = await once('pay', z.number(), async () => 7)
    log(JSON.stringify(done))
    return done
  },
  spawn: async (_ms: number, { log }: Context) => {
    const { spawn } = await import('node:child_process')
    log(String(spawn('sleep', ['60']).pid))
    await new Promise(() => setInterval(() => {}, 1_000))
  },
}
export type IsolatedAct = keyof typeof acts

const isolated = (isolate: 'thread' | 'process') =>
  defineJob({
    title: 'Isolated',
    description: 'Does what it is told.',
    isolate,
    input: z.object({ act: z.string(), ms, timeoutMs: z.number().optional() }),
    stages: { first: 'First', second: 'Second' },
    graceMs: 300,
    concurrency: 5,
    retry: {
      attempts: 3,
      giveUpOn: [HopelessError],
      backoff: (failures, error) => (error instanceof BusyError ? error.retryAfterMs * failures : 0),
    },
    label: ({ act }) => act,
    summary: (result) => `came to ${typeof result}`,
    run: async (input, context): Promise<unknown> => acts[input.act as IsolatedAct](input.ms, context),
  })

const copy = (isolate: 'thread' | 'process') =>
  defineJob({
    title: 'Copy',
    description: 'Copies a file.',
    isolate,
    input: z.object({ file: upload() }),
    stages: {},
    label: ({ file }) => file.name,
    run: async ({ file }, { files }) => files.write('copy.bin', await files.open(file)),
  })

const timed = { ...isolated('thread'), timeoutMs: 300 }

/** The types of the tests of isolates: the isolates themselves load this module as well. */
export const catalogue: ReadonlyMap<string, AnyJobDefinition> = new Map<string, AnyJobDefinition>([
  ['thread', isolated('thread')],
  ['process', isolated('process')],
  ['timed-thread', timed],
  ['timed-process', { ...timed, isolate: 'process' }],
  ['copy-thread', copy('thread')],
  ['copy-process', copy('process')],
])
