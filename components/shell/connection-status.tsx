'use client'

import { CircleDashed, DatabaseZap, History, type LucideIcon, RefreshCw, Wifi, WifiOff } from 'lucide-react'
import { formatDuration } from '#components/format/duration.ts'
import type { Connection } from '#components/live/connection.ts'
import { useConnection } from '#components/live/use-connection.ts'
import { useNow } from '#components/live/use-now.ts'

const looks: Record<Exclude<Connection['state'], 'idle'>, { word: string; Icon: LucideIcon; color: string }> = {
  connecting: { word: 'Connecting', Icon: CircleDashed, color: 'text-muted' },
  live: { word: 'Live', Icon: Wifi, color: 'text-success' },
  'catching-up': { word: 'Catching up', Icon: RefreshCw, color: 'text-running' },
  stale: { word: 'Stale', Icon: History, color: 'text-failure' },
  offline: { word: 'Offline', Icon: WifiOff, color: 'text-failure' },
  'no-redis': { word: 'No Redis', Icon: DatabaseZap, color: 'text-failure' },
}

/** Whether the page is live, in the header. A page that watches nothing says nothing. */
export function ConnectionStatus() {
  const connection = useConnection()
  return (
    <div role="status" className="flex min-w-0 items-center text-sm">
      {connection.state !== 'idle' && <Status connection={connection} look={looks[connection.state]} />}
    </div>
  )
}

function Status({ connection, look }: { connection: Connection; look: (typeof looks)[keyof typeof looks] }) {
  const { word, Icon, color } = look
  return (
    <span className={`inline-flex min-w-0 items-center gap-1.5 font-medium ${color}`}>
      <Icon className="size-4 shrink-0" aria-hidden />
      {word}
      {'since' in connection && <StaleFor since={connection.since} />}
      {connection.state === 'offline' && <span className="truncate max-sm:sr-only">— showing what was last known</span>}
    </span>
  )
}

function StaleFor({ since }: { since: number }) {
  const now = useNow()
  // Ticks on screen; read out once a second it would only disturb.
  return <span aria-hidden>{now === undefined ? '' : formatDuration(now - since)}</span>
}
