import { io, type Socket } from 'socket.io-client'
import type { ClientToServerEvents, ServerToClientEvents } from '#core/protocol.ts'
import { signInRequired, socketPath } from '#core/socket-settings.ts'
import { Redial } from './redial.ts'
import type { WatchTransport } from './watch-transport.ts'

/** After this long without an answer the watch is asked for again. */
const answerTimeoutMs = 10_000
/** An attempt to connect that takes longer is given up for the next one. */
const connectTimeoutMs = 8_000

interface Options {
  /** Where the server is; by default where the page came from. */
  url?: string
  random?: () => number
  /** A link to the one job that is watched: whoever shows it is nobody else. */
  token?: string
  /** This page belongs to somebody who is signed out. By default it is loaded anew, as it is for whoever is there now. */
  onSignedOut?: () => void
}

/** The only place that knows Socket.IO. Opens the connection when the store asks for it, not before. */
export function createJobSocket({
  url = '/',
  random,
  token,
  onSignedOut = () => location.reload(),
}: Options = {}): WatchTransport {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(url, {
    path: socketPath,
    autoConnect: false,
    forceNew: true,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    timeout: connectTimeoutMs,
    // Socket.IO can only make a part of the wait random, and does not know when the page wakes up.
    reconnection: false,
    ...(token !== undefined && { auth: { token } }),
  })
  const redial = new Redial({ dial: () => socket.connect(), ...(random && { random }) })

  function signedOut() {
    // A link that has ended does not come back, whoever asks how often.
    if (token !== undefined) {
      redial.close()
      socket.close()
    }
    onSignedOut()
  }

  return {
    connect(listener) {
      const lost = () => {
        listener.disconnected()
        redial.lost()
      }
      let wasConnected = false
      socket.on('connect', () => {
        wasConnected = true
        listener.connected()
      })
      socket.on('connect_error', (error) => {
        // A page that was never let in would be loaded again without end.
        if ((wasConnected || token !== undefined) && error.message === signInRequired) signedOut()
        lost()
      })
      socket.on('signedOut', signedOut)
      // Also when the server says goodbye: another node may be there.
      socket.on('disconnect', lost)
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
    wake() {
      redial.wake()
    },
    close() {
      redial.close()
      socket.close()
    },
  }
}
