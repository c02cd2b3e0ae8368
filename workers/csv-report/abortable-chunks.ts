/** Small enough that the work on one chunk never holds up the event loop for long. */
const chunkBytes = 64 * 1024

/** The bytes of `source` in small pieces. Ends with the signal's reason at once, also while the source keeps silent. */
export async function* abortableChunks(
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const iterator = source[Symbol.asyncIterator]()
  let finished = false
  try {
    for (;;) {
      const next = await nextOrAbort(iterator, signal)
      if (next.done) {
        finished = true
        return
      }
      const bytes = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength)
      for (let at = 0; at < bytes.length; at += chunkBytes) {
        signal.throwIfAborted()
        const chunk = bytes.subarray(at, at + chunkBytes)
        onBytes(chunk.length)
        yield chunk
      }
    }
  } finally {
    // A source that keeps silent would never answer, so nobody waits; that it fails once nobody listens is of no interest.
    if (!finished) iterator.return?.().catch(() => {})
  }
}

function nextOrAbort<T>(iterator: AsyncIterator<T>, signal: AbortSignal): Promise<IteratorResult<T>> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    iterator
      .next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort))
  })
}
