import { submitJob } from '#server/commands/submit-job.ts'
import { createIdempotency } from '#server/idempotency/idempotency.ts'
import { createLog } from '#server/log.ts'
import { createQueues } from '#server/queues.ts'
import { connectRedis, redisReady } from '#server/redis.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { allFiles, testOwnership } from '#server/testing/test-ownership.ts'
import { mailDefinition } from './mail-definition.ts'
import type { SubmitProcessOptions } from './start-submit-process.ts'

// A web process as far as it submits, which kills itself between two steps of a submit, as a crash would.
const { redisUrl, prefix, dataDir, leaseMs, key, input, children, dieAt } = JSON.parse(
  process.argv[2] ?? '',
) as SubmitProcessOptions
const redis = connectRedis(redisUrl, 'commands', createLog('test', 'silent'))
await redisReady(redis)
const idempotency = createIdempotency(redis, prefix, leaseMs)
const queues = createQueues(redis, prefix)

/** Never resolves at the place where the process is to die: the signal may take a moment. */
const die = () => new Promise<never>(() => process.kill(process.pid, 'SIGKILL'))

const { begin, end } = idempotency
idempotency.begin = async (requests) => {
  const begun = await begin(requests)
  return dieAt === 'key claimed' ? die() : begun
}
idempotency.end = (ended, how) => (dieAt === 'job added' ? die() : end(ended, how))
const mail = queues.get('mail')
const add = mail.add.bind(mail)
mail.add = (...job) => (dieAt === 'files claimed' ? die() : add(...job))
const define = redis.defineCommand.bind(redis)
redis.defineCommand = (name, script) => {
  define(name, script)
  if (name === 'waybillAddFlow' && dieAt === 'files claimed') redis.waybillAddFlow = die
}

const ownership = testOwnership(redis, prefix)
const services = { queues, idempotency, ownership, paths: dataPaths(dataDir), samplesDir: '', rights: allFiles }
await submitJob(services, 'ada', {
  ...{ definition: mailDefinition, definitionOf: () => mailDefinition, key },
  request: { type: 'mail', input, children },
})
if (dieAt === 'all done') await die()
