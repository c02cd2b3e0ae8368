import type { Principal } from '#core/principal.ts'
import type { FileRights } from '#server/auth/file-rights.ts'
import { createKeyRing, type KeyRing } from '#server/auth/key-ring.ts'
import { createOwnership, type Ownership } from '#server/auth/ownership.ts'
import type { RedisClient } from '#server/redis.ts'

/** The keys of all tests: what one process has marked another can prove. */
export const testKeys: KeyRing = createKeyRing([Buffer.alloc(32, 7)])

export const testOwnership = (redis: RedisClient, prefix: string): Ownership => createOwnership(testKeys, redis, prefix)

/** Somebody who may do everything. */
export const admin: Principal = { id: 'admin', role: 'admin', mode: 'token' }

/** Of somebody who may use every file. */
export const allFiles: FileRights = { upload: () => true, inputOf: async () => true }
