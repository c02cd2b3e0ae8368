import { z } from 'zod'
import { imageFormats } from './plan-variants.ts'

/** What a `web-image` job answers; `image-set` reads it back. */
export const webImageResultSchema = z.object({
  /** What the picture was called. */
  name: z.string(),
  stem: z.string(),
  original: z.object({ format: z.string(), width: z.number(), height: z.number(), bytes: z.number() }),
  variants: z.array(
    z.object({
      name: z.string(),
      format: z.enum(imageFormats),
      width: z.number(),
      height: z.number(),
      bytes: z.number(),
    }),
  ),
})
export type WebImageResult = z.infer<typeof webImageResultSchema>
export type Variant = WebImageResult['variants'][number]
