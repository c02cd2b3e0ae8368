import { expect, test } from 'vitest'
import { countBytes } from './count-bytes.ts'

const kib = 1024

async function* chunksOf(count: number, bytes: number) {
  for (let i = 0; i < count; i += 1) yield new Uint8Array(bytes)
}

test.each([
  ['a small file', 1, 10 * kib, 1, 64],
  ['nothing', 0, 0, 0, 0],
  ['a larger one', 100, 64 * kib, 8, 2 * 6_400],
  ['chunks larger than a block', 3, 40 * 1024 * kib, 3, 2 * 122_880],
])('%s is counted before it passes, in few steps', async (_what, count, bytes, steps, atMost) => {
  const taken: number[] = []
  let passed = 0
  for await (const chunk of countBytes(chunksOf(count, bytes), async (each) => void taken.push(each))) {
    passed += chunk.byteLength / kib
    expect(taken.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(passed)
  }
  expect(passed).toBe((count * bytes) / kib)
  expect(taken.length).toBeLessThanOrEqual(steps)
  expect(taken.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(atMost)
})

test('nothing passes that was refused', async () => {
  const refuse = () => Promise.reject(new Error('over the limit'))
  await expect(countBytes(chunksOf(1, 10), refuse).next()).rejects.toThrow('over the limit')
})
