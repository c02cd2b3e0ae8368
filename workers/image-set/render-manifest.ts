import type { ImageSet } from './image-set.ts'

/** The set for programs: what was made of which picture, and where it lies in the archive. */
export function renderManifest({ images, failed }: ImageSet): string {
  const manifest = {
    images: images.map(({ name, folder, original, variants }) => ({
      name,
      original,
      files: variants.map(({ name: file, ...variant }) => ({ path: `${folder}/${file}`, ...variant })),
    })),
    failed,
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}
