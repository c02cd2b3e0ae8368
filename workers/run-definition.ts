import type { AnyJobDefinition, JobContext } from '#core/define-job.ts'
import { checkResult } from './check-result.ts'
import { WorkError } from './work-error.ts'

/** What the code of a job came to. */
export interface Ran {
  /** Nothing for a type that stores none. */
  result: unknown
  stored: boolean
  summary?: string
}

/** Parses the stored input, runs the definition with it and looks at its result. Rejects with whatever went wrong. */
export async function runDefinition(
  definition: AnyJobDefinition,
  data: unknown,
  context: JobContext<string>,
): Promise<Ran> {
  const input = parseInput(definition, data)
  const result: unknown = await definition.run(input, context)
  const stored = definition.result?.store !== 'never'
  if (stored) checkResult(result)
  const summary = definition.summary?.(result).slice(0, 300)
  return { result: stored ? result : undefined, stored, summary }
}

// What was submitted was checked then; what is stored may be of an older version of the type, or somebody else's.
function parseInput(definition: AnyJobDefinition, data: unknown): unknown {
  const parsed = definition.input.safeParse(data)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.map(String).join('.') || 'input'
  throw new WorkError('invalid-input', `The stored input does not fit the job type: ${where}: ${issue?.message}`)
}
