import { mkdir, statfs } from 'node:fs/promises'
import { RedisUnavailableError } from '#core/errors.ts'
import { InsufficientStorageError } from '#core/submit-errors.ts'
import { queueKey } from '#server/queues.ts'
import { isRedisDown, type RedisClient } from '#server/redis.ts'

export interface StorageReading {
  /** The part of its memory limit that Redis uses: 0 when it has none. In a cluster that of the node the queues lie on. */
  usedMemory: number
  /** Of the disk the data directory is on, in bytes. */
  freeDisk: number
  totalDisk: number
}

const gib = 2 ** 30

/** What is short, before it is gone: running jobs still have to write their progress, results and files. */
export function shortOf(reading: StorageReading): 'memory' | 'disk' | undefined {
  if (reading.usedMemory > 0.85) return 'memory'
  return reading.freeDisk < Math.max(gib, 0.05 * reading.totalDisk) ? 'disk' : undefined
}

/** Knows how full Redis and the disk are, from a reading that is a few seconds old at the most. */
export interface StorageGauge {
  /** Throws `InsufficientStorageError`, and `RedisUnavailableError` when Redis cannot be asked. */
  requireSpace(): Promise<void>
  /** Whether a file of so many bytes leaves enough of the disk; asks no Redis. Throws `InsufficientStorageError`. */
  requireDisk(bytes: number): Promise<void>
}

export interface StorageGaugeOptions {
  redis: RedisClient
  prefix: string
  dataDir: string
  maxAgeMs?: number
}

export function createStorageGauge({ redis, prefix, dataDir, maxAgeMs = 3_000 }: StorageGaugeOptions): StorageGauge {
  let latest: { at: number; reading: Promise<StorageReading> } | undefined

  function current(): Promise<StorageReading> {
    const now = performance.now()
    if (latest && now - latest.at < maxAgeMs) return latest.reading
    const reading = readStorage(redis, prefix, dataDir)
    const own = { at: now, reading }
    latest = own
    // A failure is told to those who wait for it; the next one asks anew.
    reading.catch(() => {
      if (latest === own) latest = undefined
    })
    return reading
  }

  return {
    async requireSpace() {
      // A connection that is not up is known to be down, whatever was read before.
      if (redis.status !== 'ready') throw new RedisUnavailableError(new Error('The connection to Redis is not up.'))
      const short = shortOf(await current().catch(rethrow))
      if (short) throw new InsufficientStorageError(short)
    },
    async requireDisk(bytes) {
      const disk = await readDisk(dataDir)
      const after = { ...disk, freeDisk: disk.freeDisk - bytes, usedMemory: 0 }
      if (shortOf(after)) throw new InsufficientStorageError('disk')
    },
  }
}

async function readStorage(redis: RedisClient, prefix: string, dataDir: string): Promise<StorageReading> {
  const [disk, memory] = await Promise.all([readDisk(dataDir), readMemory(redis, prefix)])
  return { ...disk, usedMemory: usedMemory(memory) }
}

// A script goes where its key lies: what other nodes of a cluster have left says nothing about the queues, and one that is away holds nothing up.
async function readMemory(redis: RedisClient, prefix: string): Promise<string> {
  return String(await redis.eval("return redis.call('INFO', 'memory')", 1, queueKey(prefix, '', 'meta')))
}

async function readDisk(dataDir: string): Promise<Pick<StorageReading, 'freeDisk' | 'totalDisk'>> {
  await mkdir(dataDir, { recursive: true })
  const disk = await statfs(dataDir)
  return { freeDisk: disk.bavail * disk.bsize, totalDisk: disk.blocks * disk.bsize }
}

/** What `INFO memory` says of one node. */
function usedMemory(info: string): number {
  const field = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0)
  const limit = field('maxmemory')
  return limit > 0 ? field('used_memory') / limit : 0
}

function rethrow(error: unknown): never {
  throw isRedisDown(error) ? new RedisUnavailableError(error) : error
}
