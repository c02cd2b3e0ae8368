import { io, type Socket } from 'socket.io-client'
import type { ClientToServerEvents, ServerToClientEvents } from '#core/protocol.ts'
import { socketPath } from '#core/socket-settings.ts'
import type { WatchTransport } from './watch-transport.ts'

/** After this long without an answer the watch is asked for again. */
const answerTimeoutMs = 10_000

/** Reconnects 0.5 to 5 s after a loss. Half of the wait is random, so that not everybody is back at once. */
const reconnection = { reconnectionDelay: 1_000, reconnectionDelayMax: 5_000, randomizationFactor: 0.5 }

/** The only place that knows Socket.IO. Opens the connection when the store asks for it, not before. */
export function createJobSocket(): WatchTransport {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io({
    path: socketPath,
    autoConnect: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    ...reconnection,
  })
  return {
    connect(listener) {
      socket.on('connect', () => listener.connected())
      socket.on('connect_error', () => listener.disconnected())
      socket.on('disconnect', (reason) => {
        listener.disconnected()
        // Socket.IO takes the server's goodbye for final; for us it means that another node should be asked.
        if (reason === 'io server disconnect') socket.connect()
      })
      socket.on('changes', (changes) => listener.changes(changes))
      socket.on('mark', (mark) => listener.mark(mark))
      socket.on('reset', (reset) => listener.reset(reset))
      socket.connect()
    },
    watch(request, answer) {
      socket.timeout(answerTimeoutMs).emit('watch', request, (failed, ack) => answer(failed ? undefined : ack))
    },
    unwatch(watch) {
      // A lost connection has no watches; Socket.IO would keep the message for the next one.
      if (socket.connected) socket.emit('unwatch', { watch })
    },
    close() {
      socket.close()
    },
  }
}
