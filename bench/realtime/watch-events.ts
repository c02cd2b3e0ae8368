import { WebSocket } from 'ws'
import type { View } from '#core/view.ts'
import { LightSocket } from '../clients/light-socket.ts'
import type { RealtimeMode } from './realtime-result.ts'

export interface WatchEventsOptions {
  mode: RealtimeMode
  url: string
  /** The job to watch; without one, the whole board. */
  job: string | undefined
  /** Told of everything that comes, as text; left out by who only has to be there. */
  onText?(text: string): void
}

/** Connects one watcher and resolves when it will be told what happens. */
export async function watchEvents({ mode, url, job, onText }: WatchEventsOptions): Promise<void> {
  if (mode === 'raw ws') return watchRaw(`${url.replace(/^http/, 'ws')}/${encodeURIComponent(job ?? '')}`, onText)
  const socket = await LightSocket.connect({ url, onEvent: onText })
  const view: View = job ? { kind: 'job', id: job } : { kind: 'board', perState: 50 }
  const request = mode === 'waybill' ? { watch: 'w', view } : job?.replace(/^bench:/, '')
  // The recipe sends everything to everybody who does not ask for one job.
  if (request) await new Promise((resolve) => socket.ask('watch', request, resolve))
}

function watchRaw(url: string, onText: ((text: string) => void) | undefined): Promise<void> {
  const socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true })
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.once('message', () => {
      resolve()
      if (onText) socket.on('message', (data) => onText(String(data)))
    })
  })
}
