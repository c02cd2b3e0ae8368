export const imageFormats = ['webp', 'avif', 'jpeg'] as const
export type ImageFormat = (typeof imageFormats)[number]

/** A file to make. */
export interface VariantPlan {
  name: string
  format: ImageFormat
  width: number
}

const endings: Record<ImageFormat, string> = { webp: 'webp', avif: 'avif', jpeg: 'jpg' }

export interface VariantWish {
  stem: string
  widths: readonly number[]
  formats: readonly ImageFormat[]
}

/** Which files to make of a picture of this width, smallest first. Nothing is made larger than it is: the own width stands for all wider ones. */
export function planVariants(ownWidth: number, { stem, widths, formats }: VariantWish): VariantPlan[] {
  const made = [...new Set(widths.map((width) => Math.min(width, ownWidth)))].sort((a, b) => a - b)
  return made.flatMap((width) =>
    [...new Set(formats)].map((format) => ({ name: `${stem}-${width}.${endings[format]}`, format, width })),
  )
}
