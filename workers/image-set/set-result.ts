import { formatCount } from '#workers/csv-report/format-count.ts'
import { formatBytes } from '#workers/csv-report/format-value.ts'
import type { FailedImage, ImageSet } from './image-set.ts'

/** What an `image-set` job answers. What was made of each picture stands in its manifest. */
export interface SetResult {
  images: number
  files: number
  bytes: number
  /** Of the pictures these were made of. */
  originalBytes: number
  failed: FailedImage[]
}

export function setResult({ images, failed }: ImageSet): SetResult {
  const variants = images.flatMap((image) => image.variants)
  return {
    images: images.length,
    files: variants.length,
    bytes: variants.reduce((sum, { bytes }) => sum + bytes, 0),
    originalBytes: images.reduce((sum, { original }) => sum + original.bytes, 0),
    failed,
  }
}

/** `12 images · 36 files · 4.1 MB (−71 %) · 1 failed` */
export function setSummary({ images, files, bytes, originalBytes, failed }: SetResult): string {
  const change = Math.round((bytes / originalBytes - 1) * 100)
  const signed = change < 0 ? `−${-change}` : `+${change}`
  const parts = [
    formatCount(images, 'image', 'images'),
    formatCount(files, 'file', 'files'),
    `${formatBytes(bytes)} (${signed} %)`,
  ]
  if (failed.length > 0) parts.push(`${failed.length.toLocaleString('en-US')} failed`)
  return parts.join(' · ')
}
