import { buffer } from 'node:stream/consumers'
import type { JobChildren } from '#core/job-children.ts'
import { smallestOf, type ThumbnailOf } from './contact-sheet.ts'

/** A page that stands alone carries its pictures; one with more than this would be slow to open. */
const maxPageBytes = 12 * 2 ** 20
const maxThumbnailBytes = 200 * 2 ** 10

/** Reads the smallest file of each picture as an address that holds the picture itself, as far as there is room on the page. */
export function thumbnails({ open }: Pick<JobChildren, 'open'>): ThumbnailOf {
  let used = 0
  return async (image) => {
    const file = smallestOf(image)
    if (!file || file.bytes > maxThumbnailBytes || used + file.bytes > maxPageBytes) return undefined
    used += file.bytes
    const content = await buffer(await open(image.job, file.name))
    return `data:image/${file.format};base64,${content.toString('base64')}`
  }
}
