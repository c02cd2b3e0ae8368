/**
 * A 64-bit hash of a value and its length in characters, taken in one pass. Values are strings of one character per byte,
 * because the encoding is known only at the end: `characters` is the length if the bytes are UTF-8.
 *
 * Two multiplicative lanes are finished with murmur3's mix (Austin Appleby, public domain), so that also consecutive
 * numbers spread over all bits. It is not safe against someone who builds collisions; those only make an estimate worse.
 */
export class Fingerprint {
  high = 0
  low = 0
  bytes = 0
  characters = 0

  take(value: string): this {
    let high = 0x2f0b_4c47 ^ value.length
    let low = 0x41c6_4e6d ^ value.length
    let continuations = 0
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i)
      if ((code & 0xc0) === 0x80) continuations++
      high = Math.imul(high ^ code, 0x9e37_79b1)
      high ^= high >>> 15
      low = Math.imul(low ^ code, 0x85eb_ca77)
      low ^= low >>> 13
    }
    this.high = mix(high ^ low)
    this.low = mix(low + Math.imul(high, 5))
    this.bytes = value.length
    this.characters = value.length - continuations
    return this
  }
}

function mix(bits: number): number {
  let h = bits ^ (bits >>> 16)
  h = Math.imul(h, 0x85eb_ca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2_ae35)
  return h ^ (h >>> 16)
}
