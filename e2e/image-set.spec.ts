import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import sharp from 'sharp'
import { readZip } from '#workers/testing/read-zip.ts'
import { cardOf, expect, jobPage, submit, test } from './waybill-test.ts'

const sample = (name: string) => readFile(`workers/samples/${name}`)

/** Drops files as a file manager does. */
async function drop(page: Page, target: Locator, files: { name: string; type: string; content: Buffer }[]) {
  const given = files.map(({ content, ...file }) => ({ ...file, base64: content.toString('base64') }))
  const dataTransfer = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer()
    for (const { name, type, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      transfer.items.add(new File([bytes], name, { type }))
    }
    return transfer
  }, given)
  await target.dispatchEvent('drop', { dataTransfer })
}

test('a person drops three pictures, one of them broken, watches their jobs, and opens the archive of the others', async ({
  page,
}) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'New job' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New job' })
  await dialog.locator('label', { hasText: 'Image set' }).click()
  const harbour = await sample('harbour.jpg')
  await drop(page, dialog.getByText(/^Drop files here/), [
    { name: 'harbour.jpg', type: 'image/jpeg', content: harbour },
    { name: 'cut off.jpg', type: 'image/jpeg', content: harbour.subarray(0, 40_000) },
    { name: 'lighthouse.jpg', type: 'image/jpeg', content: await sample('lighthouse.jpg') },
    { name: 'notes.txt', type: 'text/plain', content: Buffer.from('Buy milk.') },
  ])
  await expect(dialog.getByRole('alert')).toContainText('notes.txt is not the kind of file this job takes')
  await expect(dialog.getByText(/^3 files, /)).toBeVisible()
  await dialog.getByRole('checkbox', { name: 'avif' }).check()
  await dialog.getByRole('textbox', { name: 'Widths' }).fill('320\n640')

  const submitted = page.waitForResponse((response) => response.url().endsWith('/api/jobs'))
  await dialog.getByRole('button', { name: 'Submit job' }).click()
  const { id } = await (await submitted).json()
  const card = cardOf(page, id)
  await expect(card).toContainText('harbour.jpg and 2 more')
  await card.getByRole('link').click()
  await expect(page).toHaveURL(jobPage(id))

  // A process for each picture, and real work: a busy machine takes its time.
  const inTime = { timeout: 30_000 }
  await page.getByRole('tab', { name: 'Child jobs' }).click()
  const rows = page.getByRole('list', { name: /Child jobs/ }).getByRole('listitem')
  await expect(rows.filter({ hasText: 'cut off.jpg' })).toContainText('cut off.jpg is damaged', inTime)
  await expect(rows.filter({ hasText: 'lighthouse.jpg' })).toContainText('6 files of 1333 × 2000 pixels', inTime)
  await expect(page.getByRole('heading', { name: 'Child jobs 2 of 3 done · 1 failed' })).toBeVisible(inTime)
  await page.getByRole('tab', { name: 'Result' }).click()
  await expect(page.getByText(/^2 images · 12 files · .* · 1 failed$/)).toBeVisible(inTime)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download images.zip' }).click(),
  ])
  const files = await readZip(await readFile(await download.path()))
  expect(Object.keys(files)).toContain('harbour/harbour-640.avif')
  expect(Object.keys(files).filter((path) => path.includes('/'))).toHaveLength(12)
  // The phone was held upright, and says nothing about where it was.
  const upright = await sharp(files['lighthouse/lighthouse-320.jpg']).metadata()
  expect([upright.width, upright.height, upright.exif]).toEqual([320, 480, undefined])
  const [sheet] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'Open contact-sheet.html in a new tab' }).click(),
  ])
  const picture = sheet.getByRole('img', { name: 'lighthouse.jpg' })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalHeight)).toBeGreaterThan(400)

  await page.getByRole('tab', { name: 'Child jobs' }).click()
  await page.getByRole('button', { name: 'Failed 1' }).click()
  await expect(rows).toHaveCount(1)
  await rows.getByRole('link', { name: 'cut off.jpg' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'cut off.jpg' })).toBeVisible()
  await page.getByRole('link', { name: 'harbour.jpg and 2 more' }).click()
  await expect(page).toHaveURL(jobPage(id))
})

test('the sample of an image set runs in one click', async ({ page, request }) => {
  const types = (await (await request.get('/api/types')).json()).types
  const { samples } = types.find(({ type }: { type: string }) => type === 'image-set')
  const id = await submit(request, 'image-set', samples[0].input)
  await page.goto('/')
  await expect(cardOf(page, id)).toHaveAttribute('data-state', 'success', { timeout: 30_000 })
  await expect(cardOf(page, id)).toContainText('3 images · 18 files')
})

test('a job with a thousand children shows the first hundred, and more on demand', async ({ page, request }) => {
  const children = Array.from({ length: 1_000 }, (_, n) => {
    return { type: 'rehearsal', input: { title: `Part ${n + 1}`, steps: 1, stepMs: 10 }, delayMs: 600_000 }
  })
  const flow = { type: 'rehearsal', input: { title: 'All parts', steps: 1, stepMs: 10 }, children }
  const answer = await request.post('/api/flows', { data: flow })
  expect(answer.status(), await answer.text()).toBe(202)
  const { id } = await answer.json()
  await page.goto(jobPage(id))
  const rows = page.getByRole('list', { name: /Child jobs/ }).getByRole('listitem')
  await expect(rows).toHaveCount(100)
  await expect(rows.first()).toContainText('Part 1')
  await page.getByRole('button', { name: 'Show 100 more' }).click()
  await expect(rows).toHaveCount(200)
  await expect(rows.nth(199)).toContainText('Part 200')
  await expect(rows.nth(199)).toContainText('Scheduled')
  // They would stand in the way of every story after this one.
  expect((await request.post(`/api${jobPage(id)}/cancel`)).status()).toBe(202)
})
