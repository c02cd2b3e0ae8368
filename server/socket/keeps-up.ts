import type { Socket } from 'socket.io'
import type { ClientToServerEvents, ServerToClientEvents } from '#core/protocol.ts'

export type ClientSocket = Socket<ClientToServerEvents, ServerToClientEvents>

/** What may be on its way to a client: packets the transport has not taken, and bytes the network has not. */
const maxPackets = 16
const maxBytes = 256 * 1024

/** Neither Socket.IO nor Engine.IO types what they still have to send. */
interface Connection {
  writeBuffer?: { data?: unknown }[]
  transport?: { socket?: { bufferedAmount?: number } }
}

/** Whether a client takes what it is sent. While it does not, changes gather and replace each other instead of queueing up. */
export function keepsUp(socket: ClientSocket): boolean {
  const { writeBuffer = [], transport } = socket.conn as unknown as Connection
  if (writeBuffer.length > maxPackets) return false
  const waiting = writeBuffer.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0)
  return waiting + (transport?.socket?.bufferedAmount ?? 0) <= maxBytes
}
