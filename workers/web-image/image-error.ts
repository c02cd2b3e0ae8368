/** The picture itself is at fault: another attempt cannot help. */
export class ImageRefusedError extends Error {
  override readonly name = 'ImageRefusedError'
}

/** libvips took longer than it may; on a machine that is less busy it may not. */
export class SlowImageError extends Error {
  override readonly name = 'SlowImageError'
}
