import { Decoder } from 'socket.io-parser'
import { scanJson } from '#server/decode/scan-json.ts'

/** A watch names a thousand jobs at the most, and where their queues are. */
const limits = { levels: 32, items: 5_000 }

/**
 * Reads packets of Socket.IO as bodies are read: nothing binary, and nothing `scanJson` refuses. What it throws ends the connection,
 * as Socket.IO does with any packet it cannot read.
 */
export class PacketDecoder extends Decoder {
  override add(packet: unknown): void {
    // 5 and 6 announce binary parts, which nobody here sends: holding half a packet open is all they are good for.
    if (typeof packet !== 'string' || /^[56]/.test(packet)) throw new Error('A packet of another kind than text.')
    scanJson(packet, limits)
    super.add(packet)
  }
}
