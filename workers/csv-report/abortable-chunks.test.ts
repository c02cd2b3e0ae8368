import { expect, test } from 'vitest'
import { profileBytes } from '#workers/testing/profile-bytes.ts'
import { abortableChunks } from './abortable-chunks.ts'
import { profileCsv } from './profile-csv.ts'

const reason = new Error('cancelled')

test('A large chunk comes in small ones', async () => {
  const sizes: number[] = []
  async function* source() {
    yield new Uint8Array(150_000)
  }
  for await (const chunk of abortableChunks(source(), new AbortController().signal, () => {})) sizes.push(chunk.length)
  expect(sizes).toEqual([65_536, 65_536, 18_928])
})

test('An abort ends the reading although the source keeps silent', async () => {
  const controller = new AbortController()
  async function* silent(): AsyncGenerator<Uint8Array> {
    await new Promise(() => {})
    yield new Uint8Array(1)
  }
  const done = profileCsv(silent(), {
    file: { name: 'a.csv', bytes: 1 },
    header: true,
    signal: controller.signal,
    onDetected() {},
    onProgress() {},
    onRead() {},
  })
  controller.abort(reason)
  await expect(done).rejects.toBe(reason)
})

test('An abort while rows are read stops within a chunk', async () => {
  const controller = new AbortController()
  let chunks = 0
  const content = `a,b\n${'1,2\n'.repeat(100_000)}`
  const onProgress = () => {
    chunks++
    if (chunks === 2) controller.abort(reason)
  }
  await expect(profileBytes(content, { signal: controller.signal, onProgress })).rejects.toBe(reason)
  expect(chunks).toBe(2)
})

test('An abort while columns are summarised stops before the next one', async () => {
  const controller = new AbortController()
  const onRead = () => controller.abort(reason)
  await expect(profileBytes('a,b\n1,2\n', { signal: controller.signal, onRead })).rejects.toBe(reason)
})
