import { z } from 'zod'
import { isAccepted, type UploadRule, uploadSchemaKey } from './upload-rule.ts'

/** What the server knows of an uploaded file; a job's input holds it once it is submitted. */
export interface Upload {
  uploadId: string
  name: string
  bytes: number
  mediaType: string
  /** Of the content, in hexadecimal. */
  sha256: string
}

/**
 * How a submitter names a file: one it uploaded, or one of the samples that come with Waybill. With `job`, an upload whose day is over is
 * taken from the job of this id, as long as that one is kept.
 */
export type UploadReference = { uploadId: string; job?: string } | { sample: string }

export const uploadIdPattern = /^u_[a-z2-7]{26}$/

/**
 * An uploaded file as a field of a job's input. The submit command replaces the submitter's reference by what the server
 * knows of the file before the schema sees it, so name, size and hash can be trusted.
 */
export function upload(rule: UploadRule = {}) {
  const schema = z
    .strictObject({
      uploadId: z.string().regex(uploadIdPattern),
      name: z.string(),
      bytes: z.number(),
      mediaType: z.string(),
      sha256: z.string(),
    })
    .refine((file) => file.bytes <= (rule.maxBytes ?? Number.POSITIVE_INFINITY), {
      error: `The file is larger than the ${formatLimit(rule.maxBytes ?? 0)} this job takes.`,
    })
    .refine((file) => isAccepted(rule.accept, file), {
      error: `This job takes ${rule.accept?.join(', ')} files.`,
    })
    .meta({ [uploadSchemaKey]: rule })
  // Callers write a reference, the schema meets what it was replaced by: see the docstring.
  return schema as unknown as z.ZodType<Upload, UploadReference>
}

function formatLimit(bytes: number): string {
  const [size, unit] = (
    [
      [2 ** 30, 'GiB'],
      [2 ** 20, 'MiB'],
      [2 ** 10, 'KiB'],
    ] as const
  ).find(([size]) => bytes >= size) ?? [1, 'bytes']
  return `${Math.round((bytes / size) * 10) / 10} ${unit}`
}
