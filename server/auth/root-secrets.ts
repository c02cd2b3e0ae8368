import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Environment } from '#server/env.ts'
import { EnvironmentError } from '#server/environment-error.ts'
import { keyBytes } from './key-ring.ts'
import { keepPrivateFile } from './private-file.ts'

/**
 * The secrets everything else is derived from: the one in force, and the one before it, which is still accepted. They stand in
 * `WAYBILL_SECRET`, or in the file `secret` of the data directory, which is made when it is not there. Throws `EnvironmentError`.
 */
export async function rootSecrets({ secret, dataDir }: Pick<Environment, 'secret' | 'dataDir'>) {
  if (secret !== undefined) return parse(secret, 'WAYBILL_SECRET')
  const path = join(dataDir, 'secret')
  const { text } = await keepPrivateFile(path, () => `${randomBytes(keyBytes).toString('base64url')}\n`)
  return parse(text, `The file ${path}`)
}

function parse(text: string, where: string): readonly [Buffer, ...Buffer[]] {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '')
  const [current, ...older] = parts.map((part) => Buffer.from(part, 'base64url'))
  const isKey = (key: Buffer) => key.length === keyBytes
  // What is no base64 is skipped by Node, so a mistyped one would be a shorter one.
  if (!current || older.length > 1 || ![current, ...older].every(isKey)) {
    throw new EnvironmentError(
      `${where} cannot be used: it must hold ${keyBytes} random bytes in base64, and may hold those before them after a space or a line. Make new ones with: openssl rand -base64 ${keyBytes}`,
    )
  }
  return [current, ...older]
}
