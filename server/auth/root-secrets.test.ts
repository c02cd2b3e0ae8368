import { randomBytes } from 'node:crypto'
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EnvironmentError } from '#server/environment-error.ts'
import { testFolder } from '#server/testing/test-redis.ts'
import { rootSecrets } from './root-secrets.ts'

const random = () => randomBytes(32)

test('a secret is made once, for its owner only, and every process reads the same', async () => {
  const dataDir = join(await testFolder(), 'data')
  const made = await Promise.all(Array.from({ length: 8 }, () => rootSecrets({ dataDir })))
  expect(new Set(made.map(([root]) => root.toString('hex'))).size).toBe(1)
  expect(made[0]?.[0]).toHaveLength(32)
  expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600)
  expect(await readdir(dataDir)).toEqual(['secret'])
})

test('a secret that others could read is closed to them', async () => {
  const dataDir = await testFolder()
  const [root] = await rootSecrets({ dataDir })
  await chmod(join(dataDir, 'secret'), 0o644)
  expect(await rootSecrets({ dataDir })).toEqual([root])
  expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600)
})

test('two are accepted, the first one in force, from the file and from the environment', async () => {
  const dataDir = await testFolder()
  const [current, old] = [random(), random()]
  await writeFile(join(dataDir, 'secret'), `${current.toString('base64url')}\n${old.toString('base64')}\n`)
  expect(await rootSecrets({ dataDir })).toEqual([current, old])
  const secret = `${old.toString('base64')} ${current.toString('base64')}`
  expect(await rootSecrets({ dataDir, secret })).toEqual([old, current])
})

test.each([
  ['nothing', ''],
  ['too few bytes', randomBytes(31).toString('base64')],
  ['no base64', 'x'.repeat(42)],
  ['three of them', Array.from({ length: 3 }, () => random().toString('base64')).join(' ')],
])('%s is refused without being repeated', async (_what, secret) => {
  const dataDir = await testFolder()
  const asked = rootSecrets({ dataDir, secret })
  await expect(asked).rejects.toThrow(EnvironmentError)
  await expect(asked).rejects.toThrow(/^WAYBILL_SECRET cannot be used: it must hold 32 random bytes/)
  if (secret) await expect(asked).rejects.not.toThrow(secret)
  await writeFile(join(dataDir, 'secret'), secret)
  await expect(rootSecrets({ dataDir })).rejects.toThrow(EnvironmentError)
  // What cannot be read is somebody's mistake, and not to be replaced.
  expect(await readFile(join(dataDir, 'secret'), 'utf8')).toBe(secret)
})
