import type sharp from 'sharp'
import type { Sharp, SharpOptions } from 'sharp'

/** A photo of any camera; more is a mistake or an attack: a few kilobytes of PNG can stand for gigabytes of pixels. */
export const maxPixels = 2 ** 26

/** libvips can read far more, some of it by code that has seen few hostile files. */
const readers = ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif'].map((format) => `VipsForeignLoad${format}`)

const options: SharpOptions = {
  limitInputPixels: maxPixels,
  // Many cameras write files that give harmless warnings; what is cut off or wrong is refused.
  failOn: 'error',
  // Its metadata is not kept, so the pixels themselves are turned.
  autoOrient: true,
}

let opening: Promise<typeof sharp> | undefined

/** Reads a picture of the kinds a browser shows, within bounds of memory, with one thread. */
export async function openSharp(image: Uint8Array): Promise<Sharp> {
  opening ??= openLibrary()
  return (await opening)(image, options)
}

/**
 * Not before it is needed: the web process knows all job types too, and has no use for libvips. And once: its settings are the process's own,
 * and while readers are blocked anew, what another job is reading fails.
 */
async function openLibrary(): Promise<typeof sharp> {
  const { default: library } = await import('sharp')
  // A worker runs several jobs, so one of them must not take all cores, and no picture comes twice.
  library.concurrency(1)
  library.cache(false)
  library.block({ operation: ['VipsForeignLoad'] })
  library.unblock({ operation: readers })
  return library
}
