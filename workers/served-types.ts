import { type AnyJobDefinition, type JobEnvironment, unavailableReason } from '#core/define-job.ts'
import type { Log } from '#server/log.ts'

/**
 * The job types a worker process with this environment can run. Jobs of the others wait in line for one that can: they would fail here for
 * no fault of their own.
 */
export function servedTypes(
  catalogue: ReadonlyMap<string, AnyJobDefinition>,
  env: JobEnvironment,
  log: Log,
): ReadonlyMap<string, AnyJobDefinition> {
  const served = [...catalogue].filter(([type, definition]) => {
    const reason = unavailableReason(definition, env)
    if (reason !== undefined) log.info({ type, reason }, 'Jobs of this type are not run by this worker.')
    return reason === undefined
  })
  return new Map(served)
}
