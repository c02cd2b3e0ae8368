import { ImageRefusedError, SlowImageError } from './image-error.ts'

/** What libvips may take for one file. It is asked now and then, so this is about right. */
export const maxVipsSeconds = 60

/**
 * Waits for what libvips does with a picture, and says its errors in our words. libvips cannot be interrupted: at an abort it is not waited
 * for any longer, and goes on until it is done or its process ends.
 */
export async function vipsWork<Answer>(
  name: string,
  signal: AbortSignal,
  work: () => Promise<Answer>,
): Promise<Answer> {
  signal.throwIfAborted()
  let stopWaiting = () => {}
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    stopWaiting = () => signal.removeEventListener('abort', abort)
  })
  try {
    return await Promise.race([work(), aborted])
  } catch (error) {
    signal.throwIfAborted()
    throw inOurWords(name, error)
  } finally {
    stopWaiting()
  }
}

/** sharp throws plain errors with libvips's messages; these patterns are all there is to tell them apart. */
function inOurWords(name: string, error: unknown): Error {
  const message = error instanceof Error ? error.message.trim() : String(error)
  if (/^timeout:/.test(message)) {
    return new SlowImageError(`${name} took longer than ${maxVipsSeconds} seconds for one file.`, { cause: error })
  }
  // Another attempt may find more memory: the picture is not at fault.
  if (/out of memory|unable to allocate|malloc/i.test(message)) return new Error(message, { cause: error })
  if (/pixel limit/i.test(message)) {
    return new ImageRefusedError(`${name} has more pixels than this job takes.`, { cause: error })
  }
  if (/unsupported image format/i.test(message)) {
    return new ImageRefusedError(`${name} is no JPEG, PNG, WebP, AVIF or GIF picture.`, { cause: error })
  }
  return new ImageRefusedError(`${name} is damaged: ${withoutSource(message)}.`, { cause: error })
}

/** `VipsJpeg: premature end of JPEG image` is about the picture; who found it is nobody's business. */
const withoutSource = (message: string) => message.split('\n', 1)[0]?.replace(/^vips\w*: /i, '')
