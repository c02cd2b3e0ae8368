import { UnknownJobError } from '#core/errors.ts'
import { expiryAfter, type ShareAnswer, shareRequestSchema } from '#core/job-link.ts'
import { requireJob } from '#server/reader/require-job.ts'
import { handle, json } from '../../../handle.ts'
import { readJsonIfAny } from '../../../read-json.ts'
import { linkUrl } from '../../link-url.ts'

/** Makes a link to one job. */
export const POST = handle<{ id: string }>(
  'job.share',
  async (request, services, { id }, { note }) => {
    const { scope, expiresInSeconds } =
      (await readJsonIfAny(request, shareRequestSchema)) ?? shareRequestSchema.parse({})
    await requireJob(services, id)
    const expiresAt = expiryAfter(Date.now(), expiresInSeconds)
    const token = await services.jobLinks.make({ job: id, scope, expiresAt })
    // It was removed between the two looks.
    if (token === undefined) throw new UnknownJobError()
    const until = new Date(expiresAt).toISOString()
    note({ after: `${scope} until ${until}` })
    return json({ url: linkUrl(services, request, token), token, expiresAt: until } satisfies ShareAnswer, {
      status: 201,
    })
  },
  { audit: 'job.share' },
)

/** Takes back all links to the job, also the one that its submit was answered with. */
export const DELETE = handle<{ id: string }>(
  'job.share',
  async (_request, services, { id }) => {
    const { address } = await requireJob(services, id)
    if (!(await services.jobLinks.revoke(address))) throw new UnknownJobError()
    return new Response(null, { status: 204 })
  },
  { audit: 'job.unshare' },
)
