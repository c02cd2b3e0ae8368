import { Readable } from 'node:stream'
import { defineJob } from '#core/define-job.ts'
import { formatCount } from '#workers/csv-report/format-count.ts'
import { contactSheet, relativeAddress, smallestOf } from '#workers/image-set/contact-sheet.ts'
import { gatherImages } from '#workers/image-set/image-set.ts'
import { imageSetInput } from '#workers/image-set/image-set-input.ts'
import { renderManifest } from '#workers/image-set/render-manifest.ts'
import { setResult, setSummary } from '#workers/image-set/set-result.ts'
import { thumbnails } from '#workers/image-set/thumbnails.ts'
import { type ZipEntry, zipStream } from '#workers/image-set/zip-stream.ts'
import { webImageResultSchema } from '#workers/web-image/web-image-result.ts'

const day = 24 * 60 * 60

/** There is nothing to put into an archive. */
export class NoImageMadeError extends Error {
  override readonly name = 'NoImageMadeError'
}

export default defineJob({
  title: 'Image set',
  description: 'Makes web sizes and formats of many pictures, a job for each, and puts them into one archive.',
  input: imageSetInput,
  stages: { gathering: 'Gathering what was made', packing: 'Packing the archive' },
  retry: {
    attempts: 3,
    backoff: { type: 'exponential', delayMs: 1_000, jitter: 0.5 },
    giveUpOn: [NoImageMadeError],
  },
  timeoutMs: 30 * 60_000,
  result: { keepForSeconds: 7 * day },
  // A picture that cannot be read does not spoil the others.
  children: ({ images, ...wishes }) =>
    images.map((image) => ({ type: 'web-image', input: { image, ...wishes }, onFailure: 'ignore' as const })),
  label: ({ images }) => {
    const [first] = images
    return images.length === 1 && first ? first.name : `${first?.name} and ${images.length - 1} more`
  },
  summary: setSummary,
  samples: [
    {
      title: 'Three drawings',
      input: { images: [{ sample: 'harbour.jpg' }, { sample: 'hills.png' }, { sample: 'lighthouse.jpg' }] },
    },
  ],
  async run({ images }, { stage, progress, log, files, children }) {
    stage('gathering')
    const names = images.map((image) => image.name)
    const set = gatherImages(names, await children.results(webImageResultSchema))
    for (const { name, error } of set.failed.slice(0, 100)) log.warn(`${name}: ${error}`)
    if (set.images.length === 0) {
      throw new NoImageMadeError(`Nothing could be made of any picture. ${set.failed[0]?.error ?? ''}`.trim())
    }
    stage('packing')
    const title = formatCount(set.images.length, 'picture', 'pictures')
    const manifest = renderManifest(set)
    const total = setResult(set).files
    let packed = 0
    const pictures = set.images.flatMap(({ job, folder, variants }) =>
      variants.map(({ name }): ZipEntry => {
        const path = `${folder}/${name}`
        return {
          path,
          async open() {
            progress({ current: packed, total, unit: 'files', message: path })
            packed += 1
            return children.open(job, name)
          },
        }
      }),
    )
    const index = contactSheet(title, set, async (image) => {
      const file = smallestOf(image)
      return file && relativeAddress(image.folder, file.name)
    })
    const entries: ZipEntry[] = [
      { path: 'index.html', open: async () => index },
      { path: 'manifest.json', open: async () => Readable.from([Buffer.from(manifest)]) },
      ...pictures,
    ]
    await files.write('images.zip', zipStream(entries), { mediaType: 'application/zip' })
    progress({ current: total, total, unit: 'files' })
    await files.write('contact-sheet.html', contactSheet(title, set, thumbnails(children)), {
      mediaType: 'text/html',
    })
    await files.write('manifest.json', manifest)
    return setResult(set)
  },
})
