import { type AnyJobDefinition, unavailableReason } from '#core/define-job.ts'
import { JobTypeUnavailableError, UnknownJobTypeError } from '#core/errors.ts'
import { catalogue } from '#workers/catalogue.gen.ts'
import { appEnvironment } from '../../app-environment.ts'

/** The definition of a job type that jobs can be made of here. Throws `UnknownJobTypeError` and `JobTypeUnavailableError`. */
export function requireType(type: string): AnyJobDefinition {
  const definition = catalogue.get(type)
  if (!definition) throw new UnknownJobTypeError([...catalogue.keys()])
  requireAvailable(type)
  return definition
}

/** Throws `JobTypeUnavailableError` for a type of ours that cannot run here; what other programs run is not ours to judge. */
export function requireAvailable(type: string): void {
  const definition = catalogue.get(type)
  const reason = definition && unavailableReason(definition, appEnvironment())
  if (reason !== undefined) throw new JobTypeUnavailableError(type, reason)
}
