import sharp from 'sharp'
import { expect, test, vi } from 'vitest'
import { drawnImage } from '#workers/testing/drawn-image.ts'

test('readers are blocked once, not for each picture: what is read in that moment beside it would fail', async () => {
  // As in a process that has opened none yet.
  vi.resetModules()
  const { openSharp } = await import('./open-sharp.ts')
  using block = vi.spyOn(sharp, 'block')
  const photo = await drawnImage(40, 30).jpeg().toBuffer()
  const formats = Array.from({ length: 5 }, async () => (await (await openSharp(photo)).metadata()).format)
  expect(new Set(await Promise.all(formats))).toEqual(new Set(['jpeg']))
  expect(block).toHaveBeenCalledOnce()
})
