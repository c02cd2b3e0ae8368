import { UnknownJobTypeError } from '#core/errors.ts'
import { submitRequestSchema } from '#core/submit.ts'
import { submitJob } from '#server/commands/submit-job.ts'
import { catalogue } from '#workers/catalogue.gen.ts'
import { handle, json } from '../handle.ts'
import { readJson } from '../read-json.ts'

/** Submits a job. */
export const POST = handle(async (request, services) => {
  const body = await readJson(request, submitRequestSchema)
  const definition = catalogue.get(body.type)
  if (!definition) throw new UnknownJobTypeError([...catalogue.keys()])
  const answer = await submitJob(services, definition, body)
  return json(answer, { status: 202, headers: { Location: answer.statusUrl } })
})
