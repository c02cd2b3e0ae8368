import sharp, { type Sharp } from 'sharp'

/** A picture whose left half is red and whose right half is blue, so that a turned one can be told. */
export function drawnImage(width: number, height: number): Sharp {
  const half = Math.floor(width / 2)
  const red = { create: { width: half, height, channels: 3, background: '#e00000' } } as const
  return sharp({ create: { width, height, channels: 3, background: '#0000e0' } }).composite([
    { input: red, left: 0, top: 0 },
  ])
}

/** The colour of a picture at a place, given in shares of its width and height: `[red, green, blue]` or with a fourth for what shines through. */
export async function colourAt(image: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(image).raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
  return [...data.subarray(at, at + info.channels)]
}
