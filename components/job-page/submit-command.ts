import { withHolder } from '#components/new-job/template.ts'
import type { Job } from '#core/job.ts'

export interface InputFile {
  uploadId: string
  name: string
  bytes: number
}

/** The uploaded files that an input holds, wherever they stand in it. */
export function filesIn(input: unknown): InputFile[] {
  const found = new Map<string, InputFile>()
  collect(input, found)
  return [...found.values()]
}

function collect(input: unknown, found: Map<string, InputFile>): void {
  if (typeof input !== 'object' || input === null) return
  if (isFile(input)) return void found.set(input.uploadId, input)
  for (const item of Object.values(input)) collect(item, found)
}

const isFile = (value: object): value is InputFile =>
  'uploadId' in value &&
  typeof value.uploadId === 'string' &&
  'name' in value &&
  typeof value.name === 'string' &&
  'bytes' in value &&
  typeof value.bytes === 'number'

interface Submit {
  job: Pick<Job, 'id' | 'type' | 'tags'>
  input: unknown
  priority: number | undefined
  /** Where this Waybill is: `https://host`. */
  origin: string
}

/** What to write in a shell to submit such a job once more. The token is not in it: whoever runs it has their own. */
export function submitCommand({ job, input, priority, origin }: Submit): string {
  const body = {
    type: job.type,
    input: withHolder(references(input), job.id),
    ...(priority !== undefined && { priority }),
    ...(job.tags.length > 0 && { tags: job.tags }),
  }
  return [
    `curl ${quoted(`${origin}/api/jobs`)}`,
    '-H "Authorization: Bearer $WAYBILL_TOKEN"',
    `-H 'Content-Type: application/json'`,
    `-d ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n  ')
}

/** Files as a submit names them: the server knows the rest. */
function references(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(references)
  if (typeof input !== 'object' || input === null) return input
  if (isFile(input)) return { uploadId: input.uploadId }
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, references(value)]))
}

/** Within single quotes a shell takes everything as it is, but the single quote itself. */
const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`
