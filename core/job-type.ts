import { z } from 'zod'
import { type AnyJobDefinition, type JobEnvironment, keepForSeconds, unavailableReason } from './define-job.ts'
import { uploadIdPattern } from './upload.ts'
import { uploadSchemaKey } from './upload-rule.ts'

/** What a form and an API client need to know of a job type: the answer of `GET /api/types`. */
export interface JobType {
  type: string
  title: string
  description: string
  /** Marked in the form as not being real work. */
  rehearsal: boolean
  /** Whether it can be submitted here. */
  available: boolean
  /** Why it cannot, in a sentence that says what to do. */
  unavailableReason?: string
  /** JSON Schema (draft 2020-12) of what a submitter sends. */
  input: JsonSchema
  stages: { name: string; label: string }[]
  samples: { title: string; input: unknown }[]
  attempts: number
  keepForSeconds: { success: number; failure: number }
}

export type JsonSchema = z.core.JSONSchema.BaseSchema

/** Describes a definition without its code, as it is where the environment is `env`. */
export function describeJobType(type: string, definition: AnyJobDefinition, env: JobEnvironment): JobType {
  const reason = unavailableReason(definition, env)
  return {
    type,
    title: definition.title,
    description: definition.description,
    rehearsal: definition.rehearsal ?? false,
    available: reason === undefined,
    unavailableReason: reason,
    input: plainSchema(definition),
    stages: Object.entries<string>(definition.stages).map(([name, label]) => ({ name, label })),
    samples: [...(definition.samples ?? [])],
    attempts: definition.retry?.attempts ?? 1,
    keepForSeconds: keepForSeconds(definition),
  }
}

// A submitter names a file; the schema meets the record the server puts in its place. And zod adds functions to what it returns,
// but a schema that is sent to a browser is data and nothing else.
function plainSchema({ input }: AnyJobDefinition): JsonSchema {
  const schema = z.toJSONSchema(input, {
    io: 'input',
    override({ jsonSchema }) {
      if (!(uploadSchemaKey in jsonSchema)) return
      jsonSchema.properties = {
        uploadId: { type: 'string', pattern: uploadIdPattern.source },
        job: { type: 'string', description: 'A job that was given the file, for when the day of the upload is over.' },
      }
      jsonSchema.required = ['uploadId']
    },
  })
  return JSON.parse(JSON.stringify(schema))
}
