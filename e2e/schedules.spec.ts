import { expect, test } from './waybill-test.ts'

const input = { title: 'On time', steps: 1, stepMs: 0 }

test('a schedule made over the API runs by itself and by hand, can be paused and deleted, and its jobs stay', async ({
  page,
  request,
}) => {
  const made = await request.post('/api/schedules', {
    data: { name: 'Often', type: 'rehearsal', input, everyMs: 1_000 },
  })
  expect(made.status()).toBe(201)
  const path = made.headers().location ?? ''
  const read = async () => (await request.get(path)).json()
  try {
    expect((await read()).nextRuns).toHaveLength(5)
    await expect.poll(async () => (await read()).lastRun?.state, { timeout: 20_000 }).toBe('success')
    const paused = await (await request.patch(path, { data: { paused: true } })).json()
    expect(paused).toMatchObject({ paused: true, nextRuns: [] })

    const byHand = () => request.post(`${path}/run`, { headers: { 'Idempotency-Key': 'by-hand' } })
    const first = await byHand()
    expect(first.status()).toBe(202)
    const { id, statusUrl } = await first.json()
    await expect.poll(async () => (await byHand()).headers()['idempotency-replayed']).toBe('true')
    await expect.poll(async () => (await (await request.get(statusUrl)).json()).state).toBe('success')
    const { lastRun } = await read()
    expect(lastRun.id).toBe(id)
    await page.goto(`/jobs/${encodeURIComponent(lastRun.id)}`)
    await expect(page.getByRole('heading', { name: 'On time' })).toBeVisible()
  } finally {
    expect((await request.delete(path)).status()).toBe(204)
  }
  expect((await request.get(path)).status()).toBe(404)
  expect(await (await request.get('/api/schedules')).json()).toEqual({ schedules: [], total: 0 })
})

test('a schedule that cannot be is refused at the field', async ({ request }) => {
  const refuse = async (data: object) => {
    const answer = await request.post('/api/schedules', { data: { name: 'Never', type: 'rehearsal', input, ...data } })
    const { code, field } = await answer.json()
    return [answer.status(), code, field]
  }
  expect(await refuse({ cron: '0 0 31 2 *' })).toEqual([400, 'bad_request', 'cron'])
  expect(await refuse({ cron: '0 9 * * *', timeZone: 'Mars/Phobos' })).toEqual([400, 'bad_request', 'timeZone'])
  expect(await refuse({ everyMs: 10 })).toEqual([400, 'number_range', 'everyMs'])
  expect(await refuse({ type: 'csv-report', input: {}, everyMs: 1_000 })).toEqual([422, 'upload_in_schedule', 'file'])
  expect(await refuse({ type: 'nothing', everyMs: 1_000 })).toEqual([400, 'unknown_job_type', 'type'])
})
