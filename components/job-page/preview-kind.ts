import type { JobFile } from '#core/job.ts'

export type PreviewKind = 'image' | 'page' | 'table' | 'json' | 'text'

const mebi = 1_048_576
/** Of text, that is what is fetched to show its beginning. */
export const previewBytes = 131_072

const image = /^image\/(png|jpeg|gif|webp|avif)$/

/** How a file is shown on the page; undefined when it is not, because of what it is or how large. Of text the beginning is enough. */
export function previewKind({ mediaType, bytes }: Pick<JobFile, 'mediaType' | 'bytes'>): PreviewKind | undefined {
  const [type = ''] = mediaType.split(';')
  if (bytes === 0) return undefined
  if (image.test(type)) return bytes <= 20 * mebi ? 'image' : undefined
  if (type === 'text/html') return bytes <= 5 * mebi ? 'page' : undefined
  if (type === 'text/csv' || type === 'text/tab-separated-values') return 'table'
  if (type === 'application/json' || type.endsWith('+json')) return bytes <= previewBytes ? 'json' : 'text'
  return /^text\/(plain|markdown|x-log)$/.test(type) ? 'text' : undefined
}
