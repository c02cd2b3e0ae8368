import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Board } from '#core/board.ts'
import { readResult } from '#server/reader/read-result.ts'
import { requireJob } from '#server/reader/require-job.ts'
import { openJobFile } from '#server/store/job-files.ts'
import { storeUpload } from '#server/store/uploads.ts'
import imageSet from '#workers/jobs/image-set.ts'
import webImage from '#workers/jobs/web-image.ts'
import { drawnImage } from '#workers/testing/drawn-image.ts'
import { readZip } from '#workers/testing/read-zip.ts'
import { addressOf, startWorkbench } from './testing/start-workbench.ts'

async function start() {
  const bench = await startWorkbench({ 'image-set': imageSet, 'web-image': webImage })
  const { paths } = bench.services
  const upload = async (name: string, content: Buffer) => {
    const { uploadId } = await storeUpload(paths, { name, mediaType: 'image/jpeg', content: Readable.from([content]) })
    return { uploadId }
  }
  const fileOf = async (id: string, name: string) => {
    const file = await openJobFile(paths, { job: addressOf(id), attempt: 1 }, name)
    if (!file) throw new Error(`There is no ${name}.`)
    return buffer(file.createReadStream())
  }
  return { ...bench, upload, fileOf }
}

const hasEnded = (id: string) => (board: Board) => ['success', 'failure'].includes(board.get(id)?.state ?? '')

test('three pictures, one of them broken, become three jobs, an archive of the two others, and a word about the third', async () => {
  const { work, watch, submit, upload, fileOf, services } = await start()
  const photo = await drawnImage(900, 600).jpeg().toBuffer()
  const images = [
    await upload('beach.jpg', photo),
    await upload('beach.jpg', await drawnImage(700, 700).png().toBuffer()),
    await upload('half.jpg', photo.subarray(0, photo.length / 2)),
  ]
  const seen = await watch({ kind: 'board', perState: 10 })
  const id = await submit('image-set', { images, widths: [300, 800], formats: ['webp', 'jpeg'] })
  await seen.until((board) => board.size === 4)
  expect(seen.board().get(id)).toMatchObject({
    reason: 'waiting-for-children',
    children: { total: 3, done: 0, failed: 0 },
  })
  await work()
  await seen.until(hasEnded(id))
  const job = seen.board().get(id)
  expect(job).toMatchObject({
    ...{ state: 'success', attempt: { current: 1 }, children: { total: 3, done: 2, failed: 1 } },
    result: { summary: expect.stringMatching(/^2 images · 8 files · .*1 failed$/) },
  })
  const found = await requireJob(services, id)
  expect(JSON.parse(await readResult(services, found.job, found.address))).toMatchObject({
    failed: [{ name: 'half.jpg', error: 'half.jpg is damaged: premature end of JPEG image.' }],
  })
  const archive = await readZip(await fileOf(id, 'images.zip'))
  const pictures = Object.keys(archive).filter((path) => path.includes('/'))
  expect(pictures).toEqual([
    ...['beach/beach-300.webp', 'beach/beach-300.jpg', 'beach/beach-800.webp', 'beach/beach-800.jpg'],
    ...['beach-2/beach-300.webp', 'beach-2/beach-300.jpg', 'beach-2/beach-700.webp', 'beach-2/beach-700.jpg'],
  ])
  const sizes = await Promise.all(pictures.map(async (path) => (await sharp(archive[path]).metadata()).height))
  expect(sizes).toEqual([200, 200, 533, 533, 300, 300, 700, 700])
})

test('a set of nothing but broken pictures fails, and says so', async () => {
  const { work, watch, submit, upload } = await start()
  const seen = await watch({ kind: 'board', perState: 10 })
  await work()
  const id = await submit('image-set', { images: [await upload('a.jpg', Buffer.from('no picture'))] })
  await seen.until(hasEnded(id))
  expect(seen.board().get(id)).toMatchObject({
    state: 'failure',
    error: { message: 'Nothing could be made of any picture. a.jpg is no JPEG, PNG, WebP, AVIF or GIF picture.' },
  })
})
