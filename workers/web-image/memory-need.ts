import type { Metadata } from 'sharp'

/** What one picture may take while it is read. A worker reads two at a time. */
export const maxReadBytes = 400 * 2 ** 20

/**
 * About how much memory it takes to read a picture. Most are read strip by strip; AVIF and what is stored in several passes only as a whole.
 * Measured with 67 million pixels: a JPEG 70 MB, one in passes 260 MB, a PNG in passes with 16 bits 630 MB, an AVIF file of 2 kB 1,210 MB.
 */
export function memoryNeed({ format, isProgressive, channels, depth }: Metadata, pixels: number): number {
  if (format === 'heif') return pixels * 20
  return isProgressive ? pixels * (channels ?? 4) * (depth === 'ushort' ? 2 : 1) * 1.3 : 0
}
