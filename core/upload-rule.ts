// Stands apart from `upload.ts` so that the browser does not carry zod.

export interface UploadRule {
  /** Accepted media types (`text/csv`, `image/*`) or file name endings (`.csv`). Empty or absent: any. */
  accept?: readonly string[]
  /** In bytes. */
  maxBytes?: number
}

/** Key under which an upload's rule stands in the JSON Schema of a type, so that a form can show a drop zone. */
export const uploadSchemaKey = 'x-upload'

/** Whether a file's media type or name ending is one of `accept`, as the `accept` attribute of a file input means it. */
export function isAccepted(accept: readonly string[] | undefined, file: { name: string; mediaType: string }): boolean {
  if (!accept?.length) return true
  const name = file.name.toLowerCase()
  const mediaType = file.mediaType.split(';')[0]?.trim().toLowerCase() ?? ''
  return accept.some((given) => {
    const rule = given.toLowerCase()
    if (rule.startsWith('.')) return name.endsWith(rule)
    return rule.endsWith('/*') ? mediaType.startsWith(rule.slice(0, -1)) : mediaType === rule
  })
}
