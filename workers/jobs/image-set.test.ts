import { expect, test } from 'vitest'
import { JobCancelledError } from '#core/stop-reason.ts'
import { readZip } from '#workers/testing/read-zip.ts'
import type { GivenChild } from '#workers/testing/test-children.ts'
import { testJob } from '#workers/testing/test-job.ts'
import type { WebImageResult } from '#workers/web-image/web-image-result.ts'
import imageSet, { NoImageMadeError } from './image-set.ts'

/** A `web-image` job that has made two files of a picture. */
function made(name: string, stem: string, bytes = 10): GivenChild & { result: WebImageResult } {
  const variants = (['webp', 'jpeg'] as const).map((format) => {
    return { name: `${stem}-480.${format === 'jpeg' ? 'jpg' : format}`, format, width: 480, height: 320, bytes }
  })
  const original = { format: 'jpeg', width: 3000, height: 2000, bytes: 100 }
  const files = Object.fromEntries(variants.map((variant) => [variant.name, `${name} ${variant.name}`.padEnd(bytes)]))
  return { type: 'web-image', result: { name, stem, original, variants }, files }
}

const broken: GivenChild = { type: 'web-image', error: 'c.jpg is damaged: premature end of JPEG image.' }
const uploads = { 'a.jpg': 'x', 'b.jpg': 'x', 'c.jpg': 'x' }
const images = Object.keys(uploads).map((uploadId) => ({ uploadId }))

test('Each picture is a job of its own, and one that cannot be read does not spoil the others', () => {
  const upload = { uploadId: 'u_1', name: 'a.jpg', bytes: 1, mediaType: 'image/jpeg', sha256: '' }
  const input = {
    images: [upload, { ...upload, uploadId: 'u_2' }],
    widths: [100],
    formats: ['avif' as const],
    quality: 50,
  }
  const wishes = { widths: [100], formats: ['avif'], quality: 50 }
  expect(imageSet.children?.(input)).toEqual([
    { type: 'web-image', input: { image: upload, ...wishes }, onFailure: 'ignore' },
    { type: 'web-image', input: { image: { ...upload, uploadId: 'u_2' }, ...wishes }, onFailure: 'ignore' },
  ])
})

test('What was made is one archive, a folder for each picture, and the result says what could not be made', async () => {
  const children = [made('a.jpg', 'a'), made('A.jpg', 'A'), broken]
  const job = await testJob(imageSet, { images }, { uploads, children })
  expect(job.error).toBeUndefined()
  const archive = await readZip(job.files['images.zip']?.content ?? Buffer.alloc(0))
  expect(Object.keys(archive)).toEqual([
    ...['index.html', 'manifest.json', 'a/a-480.webp', 'a/a-480.jpg', 'A-2/A-480.webp', 'A-2/A-480.jpg'],
  ])
  expect(archive['A-2/A-480.jpg']?.toString()).toBe('A.jpg A-480.jpg')
  expect(job.result).toEqual({
    ...{ images: 2, files: 4, bytes: 40, originalBytes: 200 },
    failed: [{ name: 'c.jpg', error: 'c.jpg is damaged: premature end of JPEG image.' }],
  })
  expect(job.summary).toBe('2 images · 4 files · 40 bytes (−80 %) · 1 failed')
  expect(job.logs).toEqual([{ level: 'warn', text: 'c.jpg: c.jpg is damaged: premature end of JPEG image.' }])
  expect(job.label).toBe('a.jpg and 2 more')
  expect(job.progress.at(-1)).toEqual({ current: 4, total: 4, unit: 'files' })
  expect(job.problems).toEqual([])
})

test('The manifest says where each file lies, in the archive and beside it', async () => {
  const job = await testJob(imageSet, { images: images.slice(0, 1) }, { uploads, children: [made('a.jpg', 'a')] })
  const manifest = JSON.parse(job.files['manifest.json']?.text ?? '')
  expect(manifest.images[0]).toMatchObject({
    name: 'a.jpg',
    files: [{ path: 'a/a-480.webp', format: 'webp', width: 480, height: 320, bytes: 10 }, { path: 'a/a-480.jpg' }],
  })
  const archive = await readZip(job.files['images.zip']?.content ?? Buffer.alloc(0))
  expect(archive['manifest.json']?.toString()).toBe(job.files['manifest.json']?.text)
})

test('Names of pictures are text on the contact sheet, whatever they say', async () => {
  const name = '"><script>alert(1)</script>.jpg'
  const children = [made(name, 'script'), { ...broken, error: '<b>no</b>' }]
  const job = await testJob(imageSet, { images: images.slice(0, 2) }, { uploads, children })
  const page = job.files['contact-sheet.html']?.text ?? ''
  expect(page).not.toContain('<script>')
  expect(page).toContain('alt="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;.jpg"')
  expect(page).toContain('<b>b.jpg</b>: &lt;b&gt;no&lt;/b&gt;')
  expect(page).toContain('<img src="data:image/webp;base64,')
  const archive = await readZip(job.files['images.zip']?.content ?? Buffer.alloc(0))
  expect(archive['index.html']?.toString()).toContain('<img src="script/script-480.webp"')
})

test('A picture that is too large to carry along is named on the page without being shown', async () => {
  const job = await testJob(
    imageSet,
    { images: images.slice(0, 1) },
    { uploads, children: [made('a.jpg', 'a', 300_000)] },
  )
  expect(job.files['contact-sheet.html']?.text).not.toContain('<img')
  expect(job.files['contact-sheet.html']?.text).toContain('<b>a.jpg</b>')
})

test('A set of which nothing could be made fails with the reason of the first, and is not tried again', async () => {
  const job = await testJob(imageSet, { images: images.slice(0, 1) }, { uploads, children: [broken] })
  expect(job.error).toBeInstanceOf(NoImageMadeError)
  expect(job.error?.message).toBe(`Nothing could be made of any picture. ${'error' in broken && broken.error}`)
  expect(job.wouldRetry).toBe(false)
})

test('A file that is gone fails the attempt, and leaves no half archive', async () => {
  const job = await testJob(imageSet, { images }, { uploads, children: [{ ...made('a.jpg', 'a'), files: {} }] })
  expect(job.error?.message).toContain('has no file "a-480.webp"')
  expect(job.wouldRetry).toBe(true)
  expect(job.files).toEqual({})
})

test('A cancel ends it between two files', async () => {
  const stop = new AbortController()
  const job = await testJob(
    imageSet,
    { images },
    {
      ...{ uploads, children: [made('a.jpg', 'a'), made('b.jpg', 'b')], signal: stop.signal },
      onSaid: ({ progress }) => progress.length > 0 && stop.abort(new JobCancelledError(0)),
    },
  )
  // Whoever waits for the disk is told by an error of its own; the worker knows why.
  expect(job.error?.name).toMatch(/^(AbortError|CancelledError)$/)
  expect(job.files).toEqual({})
})
