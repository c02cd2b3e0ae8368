import type { AnyJobDefinition } from '#core/define-job.ts'
import type { FlowAnswer, FlowIds } from '#core/flow.ts'
import { formatJobId, type JobAddress, newJobId } from '#core/job-id.ts'
import type { SubmitAnswer } from '#core/submit.ts'
import { IdempotencyMismatchError, SubmitInProgressError, SubmitUnknownError } from '#core/submit-errors.ts'
import type { Ownership } from '#server/auth/ownership.ts'
import { prepareFlow } from '#server/flows/prepare-flow.ts'
import { readFlowIds } from '#server/flows/read-flow-ids.ts'
import type { Begun, Idempotency } from '#server/idempotency/idempotency.ts'
import { requestDigest } from '#server/idempotency/request-digest.ts'
import type { Queues } from '#server/queues.ts'
import { removeJobFolder } from '#server/store/job-files.ts'
import { addJobs } from './add-jobs.ts'
import type { JobRequest, PreparedJob, PrepareServices } from './prepare-job.ts'
import { submitError } from './submit-error.ts'

export interface SubmitServices extends PrepareServices {
  queues: Queues
  idempotency: Idempotency
  ownership: Ownership
}

export interface Submission {
  definition: AnyJobDefinition
  request: JobRequest
  /** Sent again with the same key, it is the same job. */
  key?: string
  /** Looks up the types of the jobs it waits for. Without it there are none. */
  definitionOf?(type: string): AnyJobDefinition
}

/** `replayed` says that the job was there already: its key had been used for the same request. */
export type Submitted = { answer: SubmitAnswer | FlowAnswer; replayed: boolean } | { error: unknown }

interface Step extends Submission {
  /** What the key said; a submission without one is always new. */
  begun: Begun
  prepared?: PreparedJob
  /** The jobs of it that may hold files. */
  claimed: JobAddress[]
  outcome?: Submitted
}

/**
 * Submits jobs: claims their idempotency keys, checks their input, gives them their files, then adds them to their queues; one
 * round trip to Redis for all keys and one for each queue. A job that was answered survives any crash, and a crash on the way
 * leaves nothing that sending it again does not mend. One that fails harms only itself. Rejects when the keys cannot be read.
 */
export async function submitJobs(
  services: SubmitServices,
  principal: string,
  submissions: readonly Submission[],
): Promise<Submitted[]> {
  const began = performance.now()
  const steps = await begin(services.idempotency, principal, submissions)
  for (const step of steps) step.outcome ??= await prepare(services, principal, step)
  const prepared = steps.flatMap((step) => step.prepared ?? [])
  // On one connection the list is written first. Where it cannot be, the jobs hardly can; else their owner has their ids.
  const noting = services.ownership.note(principal, prepared).catch(() => {})
  const failures = await addJobs(services.queues, prepared)
  await noting
  for (const step of steps) {
    if (!step.prepared) continue
    const failed = failures.has(step.prepared)
    step.outcome = failed ? { error: failures.get(step.prepared) } : accepted(step, flowIds(step.prepared), false)
  }
  // Well before the lease is over, what this submit has made is nobody else's yet.
  const isOurs = performance.now() - began < services.idempotency.leaseMs / 2
  const undone = steps.filter((step) => isUndone(step) && (isOurs || step.key === undefined))
  await takeBack(services, principal, undone)
  const done = steps.filter(({ outcome }) => outcome && 'answer' in outcome)
  // Nobody waits for this: the job is there, and a key that is not marked only makes a repetition look for it.
  services.idempotency.end(endsOf(principal, done), 'done').catch(() => {})
  return steps.map((step) => outcomeOf(step, steps))
}

async function begin(idempotency: Idempotency, principal: string, submissions: readonly Submission[]): Promise<Step[]> {
  const keyed = submissions.flatMap(({ key, request }) =>
    key === undefined ? [] : [{ principal, key, request: requestDigest(request) }],
  )
  const verdicts = keyed.length > 0 ? await asExpected(idempotency.begin(keyed)) : []
  const next = verdicts.values()
  return submissions.map((submission): Step => {
    const begun = submission.key === undefined ? undefined : next.next().value
    const step: Step = { ...submission, begun: begun ?? { verdict: 'new', id: newJobId() }, claimed: [] }
    if (step.begun.verdict === 'mismatch') step.outcome = { error: new IdempotencyMismatchError() }
    if (step.begun.verdict === 'busy') step.outcome = { error: new SubmitInProgressError() }
    return step
  })
}

/** Leaves the job ready to be added in `step.prepared`, or returns what became of it already. */
async function prepare(
  { queues, ownership, ...services }: SubmitServices,
  principal: string,
  step: Step,
): Promise<Submitted | undefined> {
  if (!('id' in step.begun)) return undefined
  const { verdict, id } = step.begun
  try {
    const address = { queue: step.request.type, id }
    // Whoever had the key before may have come as far as this.
    const isThere = verdict === 'again' && (await queues.get(address.queue).getJobState(id)) !== 'unknown'
    if (isThere || verdict === 'done') return accepted(step, await idsOf(queues, step, address), true)
    const prepared = await prepareFlow(services, {
      ...{ definition: step.definition, request: step.request, id },
      definitionOf: step.definitionOf ?? noChildren,
      onJob: (job) => void step.claimed.push(job),
    })
    step.prepared = ownership.mark(principal, prepared)
    return undefined
  } catch (error) {
    return { error: submitError(error) }
  }
}

/** Removes the files of jobs that did not come to be, and lets their keys be used for other requests. */
async function takeBack({ paths, idempotency }: SubmitServices, principal: string, steps: readonly Step[]) {
  for (const { claimed } of steps) {
    for (const job of claimed) await removeJobFolder(paths, job)
  }
  // A key that stays taken is free for the same request once its lease is over.
  await idempotency.end(endsOf(principal, steps), 'undone').catch(() => {})
}

const endsOf = (principal: string, steps: readonly Step[]) =>
  steps.flatMap(({ key, begun }) =>
    key !== undefined && 'id' in begun && begun.verdict !== 'done' ? [{ principal, key, id: begun.id }] : [],
  )

/** Whether the job certainly is not there. Who takes over from somebody else does not know what that one did. */
const isUndone = ({ begun, outcome }: Step) =>
  begun.verdict === 'new' &&
  outcome !== undefined &&
  'error' in outcome &&
  !(outcome.error instanceof SubmitUnknownError)

/** Of the same submission twice in one batch the second is the first. */
function outcomeOf(step: Step, steps: readonly Step[]): Submitted {
  if (!step.outcome) throw new Error('A submission was left without an outcome.')
  if (step.begun.verdict !== 'busy') return step.outcome
  const first = steps.find(({ key, begun }) => key === step.key && begun.verdict !== 'busy')?.outcome
  if (!first) return step.outcome
  return 'answer' in first ? { ...first, replayed: true } : first
}

const noChildren = (type: string): never => {
  throw new Error(`A job waits for a ${type}, and nobody said what that is.`)
}

/** What was submitted before. Only what may have children is asked for them. */
async function idsOf(queues: Queues, { definition, request }: Step, address: JobAddress): Promise<FlowIds> {
  if (!definition.children && !request.children) return { id: formatJobId(address) }
  return readFlowIds(queues, address)
}

const flowIds = ({ address, children }: PreparedJob): FlowIds => ({
  id: formatJobId(address),
  ...(children && { children: children.map(flowIds) }),
})

function accepted({ request }: Step, { id, children }: FlowIds, replayed: boolean): Submitted {
  const encoded = encodeURIComponent(id)
  const reason = children ? 'waiting-for-children' : request.delayMs ? 'scheduled' : 'queued'
  const answer: SubmitAnswer | FlowAnswer = {
    id,
    url: `/jobs/${encoded}`,
    statusUrl: `/api/jobs/${encoded}`,
    state: 'pending',
    reason,
    ...(children && { children }),
  }
  return { answer, replayed }
}

async function asExpected<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw submitError(error)
  }
}
