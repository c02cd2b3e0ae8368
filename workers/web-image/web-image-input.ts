import { z } from 'zod'
import { upload } from '#core/upload.ts'
import { imageFormats } from './plan-variants.ts'
import { maxImageBytes } from './read-image.ts'

/** An upload that may be a picture; what it is shows when it is read. */
export const imageUpload = () =>
  upload({
    accept: [
      ...['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'],
      ...['.jpg', '.jpeg', '.png', '.webp', '.avif', '.gif'],
    ],
    maxBytes: maxImageBytes,
  })

/** What can be wished for of each picture. */
export const variantFields = {
  widths: z
    .array(z.int().min(16).max(4096))
    .min(1)
    .max(8)
    .default([480, 960, 1600])
    .meta({ title: 'Widths', description: 'In pixels, 16 to 4,096. Nothing is made larger than it is.' }),
  formats: z
    .array(z.enum(imageFormats))
    .min(1)
    .max(imageFormats.length)
    .default(['webp', 'jpeg'])
    .meta({ title: 'Formats' }),
  quality: z
    .int()
    .min(1)
    .max(100)
    .default(75)
    .meta({ title: 'Quality', description: '1 to 100. 75 is hard to tell from the original.' }),
}

export const webImageInput = z.strictObject({ image: imageUpload().meta({ title: 'Picture' }), ...variantFields })
