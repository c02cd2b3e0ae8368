import { isAscii, isUtf8 } from 'node:buffer'

export type TextEncoding = 'UTF-8' | 'Windows-1252'

/**
 * Tells UTF-8 from Windows-1252 by checking every byte of the file as it passes. The first byte that is not ASCII may come
 * after gigabytes, so a sample of the head cannot tell; instead the values stay bytes until the end, and only what is shown
 * is decoded. A text in Windows-1252 that happens to be valid UTF-8 throughout is practically impossible.
 */
export class Utf8Check {
  /** Where the first byte stands that is not UTF-8, from 0. */
  firstInvalid: number | undefined
  #carry = Buffer.alloc(0)
  #checked = 0

  push(chunk: Uint8Array): void {
    if (this.firstInvalid !== undefined) return
    if (this.#carry.length === 0 && isAscii(chunk)) {
      this.#checked += chunk.length
      return
    }
    const bytes = Buffer.concat([this.#carry, chunk])
    const end = bytes.length - unfinished(bytes)
    if (isUtf8(bytes.subarray(0, end))) {
      this.#carry = bytes.subarray(end)
      this.#checked += end
    } else {
      this.firstInvalid = this.#checked + validPrefix(bytes)
    }
  }

  /** Call it once after the last chunk. */
  end(): TextEncoding {
    if (this.#carry.length > 0) this.firstInvalid ??= this.#checked
    return this.firstInvalid === undefined ? 'UTF-8' : 'Windows-1252'
  }
}

/** How many bytes at the end begin a character that the next chunk may finish: at most three. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

/** How many bytes at the start are UTF-8. */
function validPrefix(bytes: Uint8Array): number {
  let low = 0
  let high = bytes.length
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    const part = bytes.subarray(0, middle)
    if (isUtf8(part.subarray(0, middle - unfinished(part)))) low = middle
    else high = middle - 1
  }
  return low - unfinished(bytes.subarray(0, low))
}
