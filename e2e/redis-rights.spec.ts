import { join } from 'node:path'
import { connectRedis } from '../scripts/launcher/connect-redis.mjs'
import { readRedisConf } from '../scripts/launcher/redis-conf.mjs'
import { cardOf, expect, submit, test } from './waybill-test.ts'

test('nothing Waybill does is refused by its own Redis', async ({ page, request, waybill }) => {
  await page.goto('/')
  const input = { title: 'Uses its rights', steps: 3, stepMs: 10, logLines: 5 }
  const id = await submit(request, 'rehearsal', input)
  await expect(cardOf(page, id)).toHaveAttribute('data-state', 'success', { timeout: 20_000 })
  const path = `/api/jobs/${encodeURIComponent(id)}`
  for (const of of ['logs', 'result', 'input', 'attempts'])
    expect((await request.get(`${path}/${of}`)).status()).toBe(200)
  expect((await request.post(`${path}/pin`)).status()).toBe(200)
  const failing = await submit(request, 'rehearsal', { ...input, failAtStep: 1, retryable: false })
  await expect(cardOf(page, failing)).toHaveAttribute('data-state', 'failure', { timeout: 20_000 })
  expect((await request.post(`/api/jobs/${encodeURIComponent(failing)}/retry`)).status()).toBe(202)
  const waiting = await submit(request, 'rehearsal', input, { delayMs: 86_400_000 })
  expect((await request.post(`/api/jobs/${encodeURIComponent(waiting)}/cancel`)).status()).toBe(202)
  const running = await submit(request, 'rehearsal', { ...input, steps: 200, stepMs: 100 })
  await expect(cardOf(page, running)).toHaveAttribute('data-state', 'running', { timeout: 20_000 })
  expect((await request.post(`/api/jobs/${encodeURIComponent(running)}/cancel`)).status()).toBe(202)
  await expect(cardOf(page, running)).toHaveAttribute('data-state', 'failure', { timeout: 20_000 })
  const schedule = { name: 'Rights', type: 'rehearsal', input, everyMs: 1_000 }
  const { id: scheduleId } = await (await request.post('/api/schedules', { data: schedule })).json()
  await expect
    .poll(async () => (await (await request.get(`/api/schedules/${scheduleId}`)).json()).lastRun?.state, {
      timeout: 20_000,
    })
    .toBe('success')
  expect((await request.delete(`/api/schedules/${scheduleId}`)).status()).toBe(204)
  expect((await request.delete(path)).status()).toBe(204)

  const conf = await readRedisConf(join(waybill.dataDir, 'redis', 'redis.conf'))
  const redis = await connectRedis(`redis://:${conf?.password}@127.0.0.1:${conf?.port}`)
  try {
    expect(await redis.call('ACL', 'LOG')).toEqual([])
    // Both processes are who they should be.
    expect(
      String(await redis.call('CLIENT', 'LIST')).match(/ name=waybill:\S+ .*user=waybill/g)?.length,
    ).toBeGreaterThan(3)
  } finally {
    redis.close()
  }
})
