import { expect, test } from 'vitest'
import { shortOf } from './storage-gauge.ts'

const gib = 2 ** 30
const plenty = { usedMemory: 0, freeDisk: 50 * gib, totalDisk: 100 * gib }

test.each([
  [plenty, undefined],
  [{ ...plenty, usedMemory: 0.85 }, undefined],
  [{ ...plenty, usedMemory: 0.8501 }, 'memory'],
  [{ ...plenty, freeDisk: 5 * gib }, undefined],
  [{ ...plenty, freeDisk: 5 * gib - 1 }, 'disk'],
  [{ ...plenty, freeDisk: gib, totalDisk: 2 * gib }, undefined],
  [{ ...plenty, freeDisk: gib - 1, totalDisk: 2 * gib }, 'disk'],
])('[G15] of %j it says %s is short', (reading, short) => {
  expect(shortOf(reading)).toBe(short)
})
