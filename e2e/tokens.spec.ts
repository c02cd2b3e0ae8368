import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { request as programs } from '@playwright/test'
import { io } from 'socket.io-client'
import { hashPassword } from '../scripts/launcher/hash-password.mjs'
import { expectNoViolations } from './expect-no-violations.ts'
import { type StartedWaybill, startWaybill } from './start-waybill.ts'
import { expect, test } from './waybill-test.ts'

let waybill: StartedWaybill
let record = ''

test.beforeAll(async () => {
  test.setTimeout(120_000)
  waybill = await startWaybill({ env: { WAYBILL_AUTH: 'password' } })
  record = await hashPassword('correct horse')
  await be('submitter')
})
test.afterAll(async () => waybill.stop())

const be = (role: string) =>
  writeFile(
    join(waybill.dataDir, 'users.json'),
    JSON.stringify({ v: 1, users: ['ada', 'bob'].map((name) => ({ name, role, password: record })) }),
  )

test('a person lets a program in as themselves, and takes that back', async ({ browser }) => {
  const { url } = waybill
  const context = await browser.newContext({ baseURL: url, viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await context.request.post('/api/session', {
    data: { name: 'ada', password: 'correct horse' },
    headers: { Origin: url },
  })
  await page.goto('/')
  await page.getByRole('button', { name: 'Account of ada' }).click()
  await page.getByRole('link', { name: 'Tokens' }).click()
  await expect(page.getByText('You have no tokens.')).toBeVisible()
  await page.getByLabel('What it is for').fill('Nightly export')
  await page.getByLabel('It works for').selectOption('30 days')
  await page.getByRole('button', { name: 'Make a token' }).click()
  const shown = page.getByLabel('Token', { exact: true })
  await expect(shown).toHaveValue(/^wbt_[\w-]{43}$/)
  await expect(shown).toBeFocused()
  await expectNoViolations(page, 'a token that was made')
  const token = await shown.inputValue()

  // A program, which is ada wherever it goes: over HTTP, on the socket, and in what it submits.
  const program = await programs.newContext({ baseURL: url, extraHTTPHeaders: { Authorization: `Bearer ${token}` } })
  expect(await (await program.get('/api/me')).json()).toMatchObject({ name: 'ada', role: 'submitter' })
  const data = { type: 'rehearsal', input: { title: 'By a program', steps: 1, stepMs: 0 }, delayMs: 86_400_000 }
  const { statusUrl } = await (await program.post('/api/jobs', { data })).json()
  expect((await context.request.get(statusUrl)).status()).toBe(200)
  await be('admin')
  expect(await (await program.get('/api/me')).json()).toMatchObject({ role: 'admin' })
  expect((await program.post(`${statusUrl}/cancel`)).status()).toBe(202)
  // It can do anything in her name but make others of its kind, or take them away.
  for (const [method, path] of [
    ['GET', '/api/tokens'],
    ['POST', '/api/tokens'],
    ['DELETE', '/api/tokens/t_x'],
  ] as const) {
    const answer = await program.fetch(path, { method, data: method === 'POST' ? { name: 'Another' } : undefined })
    expect([answer.status(), (await answer.json()).code], `${method} ${path}`).toEqual([403, 'forbidden'])
  }
  const [entry] = (await (await program.get('/api/audit?action=job.cancel')).json()).entries
  expect(entry).toMatchObject({ by: 'user:ada', mode: expect.stringMatching(/^password, by token t_/) })
  const { entries } = await (await program.get('/api/audit?action=token.create')).json()
  expect(entries).toMatchObject([
    { by: 'user:ada', mode: entry.mode, outcome: 'refused', code: 'forbidden' },
    { by: 'user:ada', mode: 'password', outcome: 'done' },
  ])

  const socket = io(url, { transports: ['websocket'], extraHeaders: { Authorization: `Bearer ${token}`, Origin: url } })
  await new Promise<void>((resolve) => void socket.once('connect', resolve))
  const ended = new Promise<string>((resolve) => void socket.once('disconnect', resolve))

  await page.reload()
  await expect(page.getByRole('listitem').filter({ hasText: 'Nightly export' })).not.toContainText('Not yet')
  expect(await page.content()).not.toContain(token)
  await page.getByRole('button', { name: 'Take back Nightly export' }).click()
  await page.getByRole('button', { name: 'Take back Nightly export for good' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Nightly export works no longer' })).toBeVisible()
  await expectNoViolations(page, 'no tokens')
  expect((await program.get('/api/me')).status()).toBe(401)
  const began = performance.now()
  expect(await ended).toBe('io server disconnect')
  expect(performance.now() - began).toBeLessThan(5_000)
  socket.close()

  // Another password ends what was let in with the one before.
  const again = await context.request.post('/api/tokens', { data: { name: 'Next' }, headers: { Origin: url } })
  const next = { Authorization: `Bearer ${(await again.json()).token}` }
  expect((await program.get('/api/me', { headers: next })).status()).toBe(200)
  record = await hashPassword('another')
  await be('submitter')
  expect((await program.get('/api/me', { headers: next })).status()).toBe(401)
  await program.dispose()
  await context.close()
})
