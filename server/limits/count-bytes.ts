// In KiB. What is counted ahead grows with what came: a small file is one round trip and counts little, a large one is few.
const blocks = { first: 64, last: 16 * 1024 }

/** Passes chunks on and counts them in KiB before they pass. At most twice of what came is counted. */
export async function* countBytes(
  chunks: AsyncIterable<Uint8Array>,
  take: (kib: number) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  let came = 0
  let counted = 0
  for await (const chunk of chunks) {
    came += chunk.byteLength / 1024
    if (came > counted) {
      const block = Math.max(blocks.first, Math.min(counted, blocks.last), Math.ceil(came - counted))
      await take(block)
      counted += block
    }
    yield chunk
  }
}
