import { z } from 'zod'
import { imageUpload, variantFields } from '#workers/web-image/web-image-input.ts'

/** Above it an upload in a browser is no fun any more, and the input no small thing. */
export const maxImages = 500

export const imageSetInput = z.strictObject({
  images: z
    .array(imageUpload())
    .min(1)
    .max(maxImages)
    .meta({ title: 'Pictures', description: `Up to ${maxImages}: JPEG, PNG, WebP, AVIF, and GIF that does not move.` }),
  ...variantFields,
})
