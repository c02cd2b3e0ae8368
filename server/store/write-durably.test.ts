import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '#server/testing/test-redis.ts'
import { writeDurably } from './write-durably.ts'

async function* chunks(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text)
}

async function place() {
  const folder = await testFolder()
  const temporary = join(folder, 'tmp')
  const target = join(folder, 'deep', 'down', 'file')
  return { temporary, target, left: () => readdir(temporary) }
}

test('a file appears whole, in folders that did not exist', async () => {
  const { temporary, target, left } = await place()
  expect(await writeDurably({ temporary, target, content: chunks('ab', 'c') })).toBe(3)
  expect(await readFile(target, 'utf8')).toBe('abc')
  expect(await left()).toEqual([])
})

test('a file that was there is replaced as a whole', async () => {
  const { temporary, target } = await place()
  await writeDurably({ temporary, target, content: chunks('the first, longer one') })
  await writeDurably({ temporary, target, content: chunks('second') })
  expect(await readFile(target, 'utf8')).toBe('second')
})

test('content that fails half-way leaves nothing behind and the file as it was', async () => {
  const { temporary, target, left } = await place()
  await writeDurably({ temporary, target, content: chunks('old') })
  async function* failing() {
    yield Buffer.from('half of the new')
    throw new Error('The other side hung up.')
  }
  await expect(writeDurably({ temporary, target, content: failing() })).rejects.toThrow('hung up')
  expect(await readFile(target, 'utf8')).toBe('old')
  expect(await left()).toEqual([])
})

// Once a file was still being opened when it was removed, and came to be afterwards: a matter of luck, so it is tried often.
test('content that fails at once leaves nothing behind, however early that is', async () => {
  const { temporary, target, left } = await place()
  async function* failing(before: Uint8Array[]) {
    yield* before
    throw new Error('There is nothing.')
  }
  for (let i = 0; i < 300; i += 1) {
    await expect(writeDurably({ temporary, target, content: failing([]) })).rejects.toThrow('There is nothing.')
  }
  expect(await left()).toEqual([])
})

test.each(['before it starts', 'half-way'])('a write that is stopped %s leaves nothing behind', async (when) => {
  const { temporary, target, left } = await place()
  const stop = new AbortController()
  if (when === 'before it starts') stop.abort()
  async function* endless() {
    for (;;) {
      yield Buffer.alloc(1024)
      stop.abort()
    }
  }
  const write = writeDurably({ temporary, target, content: endless(), signal: stop.signal })
  await expect(write).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
  expect(await left()).toEqual([])
  await expect(readFile(target)).rejects.toThrow('ENOENT')
})

test('a target that cannot be written leaves nothing behind', async () => {
  const { temporary, target, left } = await place()
  await mkdir(target, { recursive: true })
  await writeFile(join(target, 'in the way'), 'x')
  await expect(writeDurably({ temporary, target, content: chunks('abc') })).rejects.toThrow()
  expect(await left()).toEqual([])
})
