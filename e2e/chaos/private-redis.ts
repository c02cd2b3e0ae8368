import { mkdir } from 'node:fs/promises'
import { Redis } from 'ioredis'
import { freePort } from '#server/testing/free-port.ts'
import { ChaosProcess } from './chaos-process.ts'
import { waitUntil } from './wait-until.ts'

/** A redis-server of its own that keeps every answered write, so that nothing answered may be missing after a crash. */
export interface PrivateRedis {
  readonly process: ChaosProcess
  readonly port: number
  /** A direct way to it, for the test alone. */
  readonly client: Redis
  close(): Promise<void>
}

export async function startPrivateRedis(dir: string, command: string): Promise<PrivateRedis> {
  await mkdir(dir, { recursive: true })
  const port = await freePort()
  const client = new Redis({ port, host: '127.0.0.1', lazyConnect: true, retryStrategy: () => 50 })
  client.on('error', () => {}) // it is killed on purpose; commands that fail say so themselves
  const settings = { bind: '127.0.0.1', port, dir, appendonly: 'yes', appendfsync: 'always', save: '' }
  const process = new ChaosProcess({
    name: 'redis',
    command,
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ready: () => waitUntil('An answer of Redis', () => answers(port), 10_000),
  })
  await process.start()
  await client.connect()
  return {
    process,
    port,
    client,
    async close() {
      client.disconnect()
      await process.kill()
    },
  }
}

async function answers(port: number): Promise<true | undefined> {
  const redis = new Redis({ port, host: '127.0.0.1', lazyConnect: true, retryStrategy: null, connectTimeout: 500 })
  redis.on('error', () => {}) // not up yet, or still loading: asked again
  try {
    return (await redis.ping()) === 'PONG' || undefined
  } catch {
    return undefined // as above
  } finally {
    redis.disconnect()
  }
}
