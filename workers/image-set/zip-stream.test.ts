import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { readZip } from '#workers/testing/read-zip.ts'
import { type ZipEntry, zipStream } from './zip-stream.ts'

const entry = (path: string, content: string): ZipEntry => ({
  path,
  open: async () => Readable.from([Buffer.from(content)]),
})

test('an archive holds its files whole, under their names in any script', async () => {
  const archive = await buffer(
    zipStream([entry('a/ä-1.webp', 'one'), entry('日本/写真.jpg', ''), entry('index.html', '<p>')]),
  )
  const files = await readZip(archive)
  expect(Object.entries(files).map(([path, content]) => [path, content.toString()])).toEqual([
    ...[
      ['a/ä-1.webp', 'one'],
      ['日本/写真.jpg', ''],
      ['index.html', '<p>'],
    ],
  ])
})

test.each(['../a.jpg', '/a.jpg', 'a/../../b.jpg', 'C:/a.jpg'])(
  'a name that leads out of the archive is refused: %s',
  async (path) => {
    await expect(buffer(zipStream([entry(path, 'x')]))).rejects.toThrow(/path/)
  },
)

test('a file is opened when it is its turn, and read as fast as the archive is, so that nothing piles up', async () => {
  let opened = 0
  let read = 0
  const large: ZipEntry = {
    path: 'large',
    async open() {
      opened += 1
      return (async function* () {
        for (let n = 0; n < 1_000; n += 1) {
          read += 64 * 1024
          yield Buffer.alloc(64 * 1024, n)
        }
      })()
    },
  }
  const archive = zipStream([large, { ...large, path: 'second' }])
  for (let n = 0; n < 20; n += 1) await archive.next()
  expect(opened).toBe(1)
  expect(read).toBeLessThan(4 * 2 ** 20)
  await archive.return(undefined)
})

test('a file that cannot be opened, or breaks off, ends the archive with its error', async () => {
  const gone: ZipEntry = { path: 'gone', open: () => Promise.reject(new Error('It is gone.')) }
  await expect(buffer(zipStream([entry('a', 'x'), gone, entry('b', 'x')]))).rejects.toThrow('It is gone.')
  const broken = async function* () {
    yield Buffer.from('half')
    throw new Error('It broke off.')
  }
  const half: ZipEntry = { path: 'half', open: async () => broken() }
  await expect(buffer(zipStream([half]))).rejects.toThrow('It broke off.')
})

test('who stops reading closes the file that is open', async () => {
  let isClosed = false
  const endless = async function* () {
    try {
      for (;;) yield Buffer.alloc(64 * 1024)
    } finally {
      isClosed = true
    }
  }
  const archive = zipStream([{ path: 'endless', open: async () => endless() }])
  for (let n = 0; n < 5; n += 1) await archive.next()
  await archive.return(undefined)
  await expect.poll(() => isClosed).toBe(true)
})
