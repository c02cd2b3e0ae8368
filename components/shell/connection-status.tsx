'use client'

import { CircleDashed, DatabaseZap, History, type LucideIcon, RefreshCw, Wifi, WifiOff } from 'lucide-react'
import { formatDuration } from '#components/format/duration.ts'
import type { Connection } from '#components/live/connection.ts'
import { useConnection } from '#components/live/use-connection.ts'
import { useNow } from '#components/live/use-now.ts'
import { words } from '#components/words/words.ts'

const looks: Record<Exclude<Connection['state'], 'idle'>, { Icon: LucideIcon; color: string }> = {
  connecting: { Icon: CircleDashed, color: 'text-muted' },
  live: { Icon: Wifi, color: 'text-success' },
  'catching-up': { Icon: RefreshCw, color: 'text-running' },
  stale: { Icon: History, color: 'text-failure' },
  offline: { Icon: WifiOff, color: 'text-failure' },
  'no-redis': { Icon: DatabaseZap, color: 'text-failure' },
}

/** Whether the page is live, in the header. A page that watches nothing says nothing. */
export function ConnectionStatus() {
  const connection = useConnection()
  return (
    <div role="status" className="flex min-w-0 items-center text-sm">
      {connection.state !== 'idle' && <Status connection={connection} state={connection.state} />}
    </div>
  )
}

function Status({ connection, state }: { connection: Connection; state: keyof typeof looks }) {
  const { Icon, color } = looks[state]
  return (
    <span className={`inline-flex min-w-0 items-center gap-1.5 font-medium ${color}`}>
      <Icon className="size-4 shrink-0" aria-hidden />
      {words.connection[state]}
      {'since' in connection && <StaleFor since={connection.since} />}
      {connection.state === 'offline' && (
        <span className="truncate max-sm:sr-only">{words.connection.offlineNote}</span>
      )}
    </span>
  )
}

function StaleFor({ since }: { since: number }) {
  const now = useNow()
  // Ticks on screen; read out once a second it would only disturb.
  return <span aria-hidden>{now === undefined ? '' : formatDuration(now - since)}</span>
}
