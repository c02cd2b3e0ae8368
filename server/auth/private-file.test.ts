import { writeFileSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '#server/testing/test-redis.ts'
import { keepPrivateFile } from './private-file.ts'

test('a private file is made once, and only its owner may read it', async () => {
  const path = join(await testFolder(), 'data', 'token')
  expect(await keepPrivateFile(path, () => 'first')).toEqual({ text: 'first', isNew: true })
  expect(await keepPrivateFile(path, () => 'second')).toEqual({ text: 'first', isNew: false })
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('what another process was faster with is not replaced', async () => {
  const folder = await testFolder()
  const path = join(folder, 'token')
  const kept = await keepPrivateFile(path, () => {
    writeFileSync(path, 'theirs')
    return 'ours'
  })
  expect(kept).toEqual({ text: 'theirs', isNew: false })
  expect(await readdir(folder)).toEqual(['token'])
})
