import { PacketType } from 'socket.io-parser'
import type { Announcement } from '#server/bridge/broadcast.ts'
import { jsonOnce, listJsonOnce } from '#server/json-once.ts'
import type { ClientSocket } from './keeps-up.ts'
import { textFrame } from './text-frame.ts'

/** What everybody who is told the same is sent, as text and as bytes. */
interface Tail {
  text: string
  bytes: Buffer
}

const tails = new WeakMap<Announcement, Tail>()

/**
 * Sends what `socket.emit('changes', …)` would, only cheaper where it counts: all but the name and the number is made text and bytes
 * once for all clients, and a WebSocket gets it as one frame in one write. Other transports get the text.
 */
export function sendChanges(socket: ClientSocket, watch: string, n: number, announcement: Announcement): void {
  const head = changesHead(watch, n)
  const { text, bytes } = tailOf(announcement)
  // Engine.IO takes such a frame from Socket.IO's own broadcasts as well; it does not type it. Its `4` says: a message.
  const options = { compress: false, wsPreEncodedFrame: [textFrame(Buffer.from(`4${head}`), bytes)] }
  socket.conn.write(head + text, options)
}

/** The beginning of the message, up to what all clients are sent alike. */
export const changesHead = (watch: string, n: number): string =>
  `${PacketType.EVENT}["changes",{"watch":${JSON.stringify(watch)},"n":${n},`

/** The rest of the message. */
export function tailOf(announcement: Announcement): Tail {
  const known = tails.get(announcement)
  if (known) return known
  const { cursor, events, dropped, counts, ops, schedules } = announcement
  const rest = JSON.stringify({ counts, ops, schedules, dropped: dropped.length > 0 ? dropped : undefined }).slice(1)
  const comma = rest === '}' ? '' : ','
  const text = `"cursor":${jsonOnce(cursor)},"events":${listJsonOnce(events)}${comma}${rest}]`
  const tail = { text, bytes: Buffer.from(text) }
  tails.set(announcement, tail)
  return tail
}
