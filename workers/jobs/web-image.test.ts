import sharp from 'sharp'
import { expect, test } from 'vitest'
import { JobCancelledError } from '#core/stop-reason.ts'
import { colourAt, drawnImage } from '#workers/testing/drawn-image.ts'
import { testJob } from '#workers/testing/test-job.ts'
import { ImageRefusedError } from '#workers/web-image/image-error.ts'
import webImage from './web-image.ts'

const image = { uploadId: 'photo.jpg' }

test('It makes every width in every format, and says what they are', async () => {
  const photo = await drawnImage(1200, 800).jpeg().toBuffer()
  const input = { image, widths: [600, 300, 300], formats: ['webp', 'avif', 'jpeg'] as const, quality: 80 }
  const job = await testJob(webImage, { ...input, formats: [...input.formats] }, { uploads: { 'photo.jpg': photo } })
  expect(job.error).toBeUndefined()
  expect(Object.keys(job.files)).toEqual([
    ...['photo-300.webp', 'photo-300.avif', 'photo-300.jpg'],
    ...['photo-600.webp', 'photo-600.avif', 'photo-600.jpg'],
  ])
  expect(job.result?.original).toEqual({ format: 'jpeg', width: 1200, height: 800, bytes: photo.length })
  for (const variant of job.result?.variants ?? []) {
    const file = job.files[variant.name]
    const { format, compression, width, height } = await sharp(file?.content).metadata()
    expect({ format: compression === 'av1' ? 'avif' : format, width, height, bytes: file?.bytes }).toEqual({
      ...{ format: variant.format, width: variant.width, height: variant.height, bytes: variant.bytes },
    })
    expect(file?.mediaType).toBe(`image/${variant.format}`)
    const [red = 0, , blue = 0] = await colourAt(file?.content ?? Buffer.alloc(0), 0.25, 0.5)
    expect(red).toBeGreaterThan(200)
    expect(blue).toBeLessThan(60)
  }
  expect(job).toMatchObject({
    summary: '6 files of 1200 × 800 pixels',
    label: 'photo.jpg',
    stages: ['reading', 'making'],
  })
  expect(job.progress.at(-1)).toMatchObject({ current: 6, total: 6, unit: 'files' })
  expect(job.problems).toEqual([])
})

test('A picture that was held upright stands upright, and says nothing about its camera or where it was', async () => {
  const job = await testJob(webImage, { image: { sample: 'lighthouse.jpg' }, widths: [200], formats: ['jpeg', 'webp'] })
  expect(job.result?.original).toMatchObject({ width: 1333, height: 2000 })
  for (const { content } of Object.values(job.files)) {
    const { width, height, exif, orientation, icc, xmp } = await sharp(content).metadata()
    expect({ width, height, exif, orientation, icc, xmp }).toEqual({ width: 200, height: 300 })
    // The rock is below, the night above.
    const [below, above] = [await colourAt(content, 0.5, 0.95), await colourAt(content, 0.1, 0.02)]
    expect(below.every((channel) => channel > 45 && channel < 90)).toBe(true)
    expect(above[0]).toBeLessThan(30)
  }
})

test('Nothing is made larger than it is', async () => {
  const icon = await drawnImage(100, 50).png().toBuffer()
  const job = await testJob(
    webImage,
    { image: { uploadId: 'icon.png' }, formats: ['webp'] },
    { uploads: { 'icon.png': icon } },
  )
  expect(job.result?.variants).toMatchObject([{ name: 'icon-100.webp', width: 100, height: 50 }])
})

test('What shines through stays so, and is white where a format cannot', async () => {
  const clear = await sharp({ create: { width: 40, height: 40, channels: 4, background: '#0000' } })
    .png()
    .toBuffer()
  const uploads = { 'clear.png': clear }
  const job = await testJob(webImage, { image: { uploadId: 'clear.png' } }, { uploads })
  expect(await colourAt(job.files['clear-40.webp']?.content ?? clear, 0.5, 0.5)).toMatchObject({ 3: 0 })
  expect(await colourAt(job.files['clear-40.jpg']?.content ?? clear, 0.5, 0.5)).toEqual([255, 255, 255])
})

const solid = (side: number) =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#fff' }, limitInputPixels: false })
const frames = async (format: 'gif' | 'webp') => {
  const pictures = await Promise.all(
    ['red', 'blue'].map((background) =>
      sharp({ create: { width: 9, height: 9, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  return sharp(pictures, { join: { animated: true } })
    [format]()
    .toBuffer()
}
const cut = async (image: Promise<Buffer>) => image.then((bytes) => bytes.subarray(0, bytes.length / 2))
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>'

test.each([
  ['a text that calls itself a picture', async () => Buffer.from('hello'), 'no JPEG, PNG, WebP, AVIF or GIF'],
  ['SVG, which can name other files', async () => Buffer.from(svg), 'no JPEG, PNG, WebP, AVIF or GIF'],
  ['SVG after a declaration', async () => Buffer.from(`<?xml version="1.0"?>${svg}`), 'no JPEG, PNG'],
  ['a PDF', async () => Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj<<>>endobj'), 'no JPEG, PNG'],
  ['TIFF, which browsers do not show', () => drawnImage(9, 9).tiff().toBuffer(), 'no JPEG, PNG'],
  ['one byte', async () => Buffer.from([0xff]), 'no JPEG, PNG'],
  ['only the beginning of a JPEG', async () => Buffer.from('ffd8ffe000104a4649460001', 'hex'), 'is damaged'],
  ['half a JPEG', () => cut(drawnImage(900, 900).jpeg().toBuffer()), 'is damaged'],
  ['half a PNG', () => cut(drawnImage(900, 900).png().toBuffer()), 'is damaged'],
  ['half a WebP', () => cut(drawnImage(900, 900).webp().toBuffer()), 'is damaged'],
  ['a few kilobytes that stand for 81 million pixels', () => solid(9_000).png().toBuffer(), 'more pixels than'],
  [
    'a kilobyte of AVIF that takes hundreds of megabytes to read',
    () => solid(4_600).avif({ effort: 0 }).toBuffer(),
    'as a whole',
  ],
  ['an animated GIF', () => frames('gif'), 'is animated'],
  ['an animated WebP', () => frames('webp'), 'is animated'],
])('It refuses %s, and does not try again', async (_what, content, why) => {
  const job = await testJob(webImage, { image }, { uploads: { 'photo.jpg': await content() } })
  expect(job.error).toBeInstanceOf(ImageRefusedError)
  expect(job.error?.message).toContain(why)
  expect(job.error?.message).toContain('photo.jpg')
  expect(job.wouldRetry).toBe(false)
  expect(job.files).toEqual({})
})

test('It takes what is a picture whatever it calls itself', async () => {
  const png = await drawnImage(60, 40).png().toBuffer()
  const job = await testJob(webImage, { image }, { uploads: { 'photo.jpg': png } })
  expect(job.result?.original.format).toBe('png')
})

test('A cancel ends it at once, in the middle of a file too', async () => {
  const photo = await sharp({
    create: {
      width: 4000,
      height: 3000,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg()
    .toBuffer()
  const stop = new AbortController()
  let abortedAt = 0
  const job = await testJob(
    webImage,
    { image, widths: [3000], formats: ['avif'] },
    {
      uploads: { 'photo.jpg': photo },
      signal: stop.signal,
      onSaid({ progress }) {
        if (progress.length === 0 || abortedAt > 0) return
        abortedAt = performance.now()
        // By then libvips is at it.
        setImmediate(() => stop.abort(new JobCancelledError(Date.now())))
      },
    },
  )
  expect(job.error).toBeInstanceOf(JobCancelledError)
  expect(performance.now() - abortedAt).toBeLessThan(500)
})
