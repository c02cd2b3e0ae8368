import { expect, test } from 'vitest'
import { newJobId } from '#core/job-id.ts'
import { retryJob } from '#server/commands/retry-job.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { testFolder, testRedisUrl } from '#server/testing/test-redis.ts'
import { type SmtpServerOptions, startSmtpServer } from '#workers/testing/start-smtp-server.ts'
import { startWorkerProcess } from '#workers/testing/start-worker-process.ts'

const queue = 'mail-batch'
const letter = { from: { address: 'a@example.com' }, subject: 'Hello', text: 'Hi', perSecond: 50, dryRun: false }
const addresses = Array.from({ length: 40 }, (_, at) => `m${at}@example.com`)

/** A mail server, a board that is watched, and no worker yet. */
async function start(options: SmtpServerOptions) {
  const pipeline = await startPipeline([queue])
  const { queues, prefix } = pipeline
  const server = await startSmtpServer(options)
  const dataDir = await testFolder()
  return {
    ...pipeline,
    server,
    seen: await pipeline.watch({ kind: 'board', perState: 50 }),
    startWorker: () =>
      startWorkerProcess({
        ...{ redisUrl: testRedisUrl(), prefix, dataDir, smtpUrl: server.url },
        ...{ beatEveryMs: 200, beatLifeMs: 1_000, lockMs: 2_000, stalledCheckMs: 500 },
      }),
    async submit(attempts = 4): Promise<string> {
      const job = await queues.get(queue).add(queue, { ...letter, addresses }, { attempts, jobId: newJobId() })
      return `${queue}:${job.id}`
    },
    result: async (id: string) => (await queues.get(queue).getJob(id.slice(queue.length + 1)))?.returnvalue,
    everybodyGotOne: () => expect(server.taken.map(({ to }) => to).toSorted()).toEqual(addresses.toSorted()),
  }
}

test('[G3] nobody gets two mails when the worker is killed in the middle, and what it had begun is reported', async () => {
  let arrived = 0
  let isKilled = () => {}
  const killed = new Promise<undefined>((resolve) => {
    isKilled = () => resolve(undefined)
  })
  let isTime = () => {}
  const time = new Promise<void>((resolve) => {
    isTime = resolve
  })
  const { server, seen, startWorker, submit, result } = await start({
    // From the tenth on the server takes the mails, but the worker dies before it hears of it.
    onMail() {
      arrived += 1
      if (arrived === 10) isTime()
      return arrived < 10 ? undefined : killed
    },
  })
  const first = await startWorker()
  const id = await submit()
  await time
  first.kill('SIGKILL')
  await first.exited
  isKilled()
  await startWorker()
  await seen.until((jobs) => jobs.get(id)?.state === 'success')
  const got = server.taken.map(({ to }) => to)
  expect(new Set(got).size).toBe(got.length)
  const { sent, unknown, unfinished } = await result(id)
  expect(sent + unknown).toBe(addresses.length)
  const unsure: string[] = unfinished.map(({ email }: { email: string }) => email)
  expect(unsure).toHaveLength(unknown)
  // The tenth came, and its sender never heard of it. Of others only the intent was noted.
  expect(unsure).toContain(got[9])
  expect(addresses.filter((email) => !got.includes(email) && !unsure.includes(email))).toEqual([])
}, 40_000)

test('a worker that ends in order leaves no mail unknown, and the next one goes on', async () => {
  let isTime = () => {}
  const time = new Promise<void>((resolve) => {
    isTime = resolve
  })
  const { server, seen, startWorker, submit, result, everybodyGotOne } = await start({
    onMail() {
      if (server.taken.length === 10) isTime()
      return undefined
    },
  })
  const first = await startWorker()
  const id = await submit()
  await time
  first.kill('SIGTERM')
  await first.exited
  expect(server.taken.length).toBeLessThan(addresses.length)
  await startWorker()
  await seen.until((jobs) => jobs.get(id)?.state === 'success')
  everybodyGotOne()
  expect(await result(id)).toMatchObject({ sent: addresses.length, unknown: 0 })
}, 40_000)

test('the button sends only what is missing', async () => {
  let isBusy = true
  const { server, seen, startWorker, submit, queues, reader, tombstones, everybodyGotOne } = await start({
    onRecipient: (to) => (isBusy && to.startsWith('m7@') ? { code: 451, text: 'Busy' } : undefined),
  })
  await startWorker()
  const id = await submit(1)
  await seen.until((jobs) => jobs.get(id)?.state === 'failure')
  expect(server.taken).toHaveLength(addresses.length - 1)
  isBusy = false
  await retryJob({ queues, reader, tombstones }, { queue, id: id.slice(queue.length + 1) })
  await seen.until((jobs) => jobs.get(id)?.state === 'success')
  everybodyGotOne()
  expect(seen.board().get(id)).toMatchObject({ result: { summary: '40 sent', files: [{ name: 'report.csv' }] } })
}, 40_000)
