import { io, type Socket } from 'socket.io-client'
import type { Changes } from '#core/protocol.ts'
import { streamTime } from '#core/stream-id.ts'

/** Browsers without a screen: they watch, and note how old each update is when it arrives. */
const [mode, url = '', countText = '1'] = process.argv.slice(2)
const latencies: number[] = []
let updates = 0

function note(version: string): void {
  updates += 1
  // A hundred browsers make more samples than percentiles need.
  if (updates % 7 === 0 || latencies.length < 5_000) latencies.push(Date.now() - streamTime(version))
}

async function connect(): Promise<void> {
  const socket: Socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  if (mode === 'waybill') {
    socket.on('changes', ({ events }: Changes) => {
      for (const event of events) if (event.type === 'progressed' || event.type === 'staged') note(event.version)
    })
    await socket.emitWithAck('watch', { watch: 'w', view: { kind: 'board', perState: 50 } })
  } else {
    socket.on('progress', ({ id }: { id: string }) => note(id))
  }
}

for (let i = 0; i < Number(countText); i += 1) await connect()
process.on('message', () => {
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))]
  process.send?.({ updates, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: latencies.at(-1) })
})
process.send?.('ready')
