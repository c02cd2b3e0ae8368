import { deserialize, serialize } from 'node:v8'

/** A message as it goes through a pipe: its length in four bytes, then the message. Throws for what cannot be cloned. */
export function frameOf(message: unknown): Buffer {
  const body = serialize(message)
  const frame = Buffer.allocUnsafe(4 + body.length)
  frame.writeUInt32LE(body.length)
  body.copy(frame, 4)
  return frame
}

/** Makes a function that takes bytes as they come and tells each message that is whole. It throws for what is none. */
export function createFrameReader(hear: (message: unknown) => void): (bytes: Buffer) => void {
  let parts: Buffer[] = []
  let held = 0
  let needed = 4

  return (bytes) => {
    parts.push(bytes)
    held += bytes.length
    // Put together only when there is something whole: a large message comes in many pieces.
    while (held >= needed) {
      const all = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
      const end = 4 + all.readUInt32LE()
      needed = end
      parts = [all]
      if (held < end) return
      parts = held > end ? [all.subarray(end)] : []
      held -= end
      needed = 4
      hear(deserialize(all.subarray(4, end)))
    }
  }
}
