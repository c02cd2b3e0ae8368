import { defineJob } from '#core/define-job.ts'
import { formatCount } from '#workers/csv-report/format-count.ts'
import { formatBytes } from '#workers/csv-report/format-value.ts'
import { ImageRefusedError } from '#workers/web-image/image-error.ts'
import { imageStem } from '#workers/web-image/image-stem.ts'
import { makeVariant } from '#workers/web-image/make-variant.ts'
import { planVariants } from '#workers/web-image/plan-variants.ts'
import { readImage } from '#workers/web-image/read-image.ts'
import { webImageInput } from '#workers/web-image/web-image-input.ts'
import type { Variant, WebImageResult } from '#workers/web-image/web-image-result.ts'

const day = 24 * 60 * 60

export default defineJob({
  title: 'Web image',
  description: 'Makes web sizes and formats of a picture: turned upright, without the place it was taken at.',
  input: webImageInput,
  stages: { reading: 'Looking at the picture', making: 'Making sizes' },
  retry: {
    attempts: 3,
    backoff: { type: 'exponential', delayMs: 1_000, jitter: 0.5 },
    giveUpOn: [ImageRefusedError],
  },
  timeoutMs: 10 * 60_000,
  // libvips reads what strangers made: when it crashes, or goes on after a cancel, the process ends and the worker does not.
  isolate: 'process',
  concurrency: 2,
  result: { keepForSeconds: 7 * day },
  label: ({ image }) => image.name,
  summary: ({ original, variants }: WebImageResult) =>
    `${formatCount(variants.length, 'file', 'files')} of ${original.width} × ${original.height} pixels`,
  samples: [{ title: 'A harbour', input: { image: { sample: 'harbour.jpg' } } }],
  async run(
    { image: file, widths, formats, quality },
    { signal, stage, progress, log, files },
  ): Promise<WebImageResult> {
    stage('reading')
    const image = await readImage(file.name, await files.open(file), signal)
    log.info(`${image.width} × ${image.height} pixels as ${image.format}, ${formatBytes(file.bytes)}.`)
    stage('making')
    const stem = imageStem(file.name)
    const plan = planVariants(image.width, { stem, widths, formats })
    const variants: Variant[] = []
    for (const wanted of plan) {
      progress({ current: variants.length, total: plan.length, unit: 'files', message: wanted.name })
      const { data, height } = await makeVariant(image, wanted, { quality, signal })
      const { bytes } = await files.write(wanted.name, data)
      log.info(`${wanted.name}: ${wanted.width} × ${height}, ${formatBytes(bytes)}.`)
      variants.push({ ...wanted, height, bytes })
    }
    progress({ current: plan.length, total: plan.length, unit: 'files' })
    const { format, width, height } = image
    return { name: file.name, stem, original: { format, width, height, bytes: file.bytes }, variants }
  },
})
