import { expectNoViolations } from './expect-no-violations.ts'
import { expect, jobPage, submit, test } from './waybill-test.ts'

test('a person opens the log of a running job, follows a flood of lines, stops to read, finds a line and reads what came before', async ({
  page,
  request,
}) => {
  const id = await submit(request, 'rehearsal', { title: 'Talks a lot', steps: 60, stepMs: 100, logLines: 3_000 })
  let told = 0
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      if (String(payload).includes('"logged"')) told += 1
    }),
  )
  await page.goto(jobPage(id))
  const asked: string[] = []
  page.on('request', (sent) => asked.push(sent.url()))
  await page.getByRole('tab', { name: 'Logs' }).click()
  const log = page.getByRole('log', { name: 'Log lines' })
  await expect(log).toHaveAttribute('aria-live', 'polite')
  const isAtEnd = () => log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight < 20)

  // There is something to go back to.
  await expect.poll(() => log.evaluate((box) => box.scrollTop)).toBeGreaterThan(0)
  await log.focus()
  await page.keyboard.press('Home')
  await expect(log).toHaveAttribute('aria-live', 'off')
  const seen = await log.evaluate((box) => box.scrollTop)
  await expect(page.getByText('Success').first()).toBeVisible({ timeout: 20_000 })
  expect(await log.evaluate((box) => box.scrollTop)).toBeLessThanOrEqual(seen)
  expect(await isAtEnd()).toBe(false)
  // Not now and then, but as they are written.
  expect(told).toBeGreaterThan(15)

  await page.getByRole('button', { name: 'Follow' }).click()
  await expect(log).toHaveAttribute('aria-live', 'polite')
  await expect(log.getByText('Line 3000 of the rehearsal')).toBeVisible()
  await expect.poll(isAtEnd).toBe(true)
  expect(asked.filter((url) => url.includes('/api/') && !url.includes('/logs?'))).toEqual([])

  for (const older = page.getByRole('button', { name: 'Load older lines' }); await older.count(); ) {
    await older.click()
    await expect(page.getByRole('button', { name: 'Fetching…' })).toHaveCount(0)
  }
  const numbers = await log.locator('p > span').evaluateAll((spans) => spans.map((span) => Number(span.textContent)))
  expect(numbers).toEqual(Array.from({ length: 3_000 }, (_, i) => i + 1))

  await page.getByRole('searchbox', { name: 'Search the lines' }).fill('line 1234')
  await expect(log.getByText('Line 1234 of the rehearsal')).toBeVisible()
  await expect(page.getByText('1 of 3,000 lines here')).toBeVisible()
  await log.getByText('Line 1234 of the rehearsal').hover()
  await expect(log.locator('p[title]').first()).toHaveAttribute('title', /\d:\d\d:\d\d/)
  await expectNoViolations(page, 'the log')
  await page.getByRole('combobox', { name: 'Level' }).selectOption('Errors')
  await expect(log.getByText('No line here fits.')).toBeVisible()
})

test('a log is paged over HTTP, and a question that makes no sense is answered by what is wrong with it', async ({
  request,
}) => {
  const id = await submit(request, 'rehearsal', { steps: 2, stepMs: 10, logLines: 25 })
  const path = `/api/jobs/${encodeURIComponent(id)}/logs`
  await expect.poll(async () => (await (await request.get(path)).json()).next).toBe(25)
  const page = await (await request.get(`${path}?after=10&limit=3`)).json()
  expect(page).toMatchObject({
    next: 13,
    lines: [{ seq: 11, level: 'info', text: 'Line 11 of the rehearsal' }, {}, {}],
  })
  expect(new Date(page.lines[0].at).toISOString()).toBe(page.lines[0].at)
  expect((await (await request.get(`${path}?tail=2`)).json()).lines.map(({ seq }: { seq: number }) => seq)).toEqual([
    24, 25,
  ])
  expect(await (await request.get(`${path}?after=25`)).json()).toEqual({ lines: [], next: 25 })
  const refused = await request.get(`${path}?tail=0`)
  expect(refused.status()).toBe(400)
  expect(await refused.json()).toMatchObject({ code: 'bad_request', field: 'tail' })
  expect((await request.get('/api/jobs/rehearsal:j_never/logs')).status()).toBe(404)
})
