import { expect, test } from 'vitest'
import { quietLog, testConnection, testPrefix } from '#server/testing/test-redis.ts'
import { auditKeys, createAudit, type NewAuditEntry } from './audit.ts'

async function start() {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  return { redis, prefix, keys: auditKeys(prefix), audit: createAudit(redis, prefix, quietLog) }
}

const entry = (over: Partial<NewAuditEntry> = {}): NewAuditEntry => ({
  ...{ by: 'ann', from: { address: '127.0.0.1' }, action: 'job.cancel', targets: ['mail:1'], outcome: 'done' },
  requestId: 'r-1',
  ...over,
})

test('what was recorded is read newest first, page by page, and filtered', async () => {
  const { audit } = await start()
  for (let i = 1; i <= 5; i += 1) await audit.record(entry({ requestId: `r-${i}`, by: i % 2 ? 'ann' : 'bob' }))
  const first = await audit.read({ limit: 3 })
  expect(first.entries.map(({ requestId }) => requestId)).toEqual(['r-5', 'r-4', 'r-3'])
  const second = await audit.read({ limit: 3, before: first.next })
  expect(second.entries.map(({ requestId }) => requestId)).toEqual(['r-2', 'r-1'])
  expect(second.next).toBeUndefined()
  expect((await audit.read({ limit: 9, by: 'bob' })).entries.map(({ requestId }) => requestId)).toEqual(['r-4', 'r-2'])
  expect((await audit.read({ limit: 9, action: 'job.pin' })).entries).toEqual([])
})

test('entries of many nodes at once make one chain, in which none is lost', async () => {
  const { audit, prefix } = await start()
  const others = await Promise.all([1, 2, 3].map(async () => createAudit(await testConnection(), prefix, quietLog)))
  const all = [audit, ...others]
  await Promise.all(Array.from({ length: 40 }, (_, i) => all[i % 4]?.record(entry({ requestId: `r-${i}` }))))
  expect(await audit.verify()).toEqual({ ok: true, entries: 40 })
  const { entries } = await audit.read({ limit: 100 })
  expect(new Set(entries.map(({ requestId }) => requestId)).size).toBe(40)
})

test('an entry that was changed, taken out or cut off is noticed', async () => {
  for (const harm of ['changed', 'taken out', 'cut off'] as const) {
    const { audit, redis, keys } = await start()
    for (let i = 1; i <= 4; i += 1) await audit.record(entry({ requestId: `r-${i}` }))
    const rows = await redis.xrange(keys.stream, '-', '+')
    const [id = '', fields = []] = rows[harm === 'cut off' ? 3 : 2] ?? []
    await redis.xdel(keys.stream, id)
    if (harm === 'changed') {
      const [last] = rows.slice(3)
      await redis.xdel(keys.stream, last?.[0] ?? '')
      await redis.xadd(keys.stream, '*', 'entry', String(fields[1]).replace('ann', 'bob'), 'hash', String(fields[3]))
      await redis.xadd(keys.stream, '*', ...(last?.[1] ?? []))
    }
    // The first that is not as it was, or that does not follow; what is missing at the end has no id.
    const ids = (await redis.xrange(keys.stream, '-', '+')).map(([each]) => each)
    const brokenAt = harm === 'cut off' ? undefined : ids[2]
    expect(await audit.verify(), harm).toEqual({ ok: false, entries: 3, brokenAt, why: expect.any(String) })
  }
})

test('the oldest entries may be cut off by age', async () => {
  const { audit, redis, keys } = await start()
  for (let i = 1; i <= 4; i += 1) await audit.record(entry())
  await redis.xtrim(keys.stream, 'MAXLEN', 2)
  expect(await audit.verify()).toEqual({ ok: true, entries: 2 })
})

test('whatever is written into an entry, it stays one line and one entry', async () => {
  const { audit } = await start()
  const hostile = 'x\r\n{"by":"root"}\u2028\ud800'.repeat(100)
  const targets = Array.from({ length: 500 }, () => hostile)
  await audit.record(entry({ by: hostile, from: { address: hostile, agent: hostile }, targets, requestId: hostile }))
  const lines: string[] = []
  for await (const line of audit.lines()) lines.push(line)
  expect(lines).toHaveLength(1)
  expect(lines[0]?.trimEnd()).not.toMatch(/[\r\n\u2028]/)
  const [read] = (await audit.read({ limit: 5 })).entries
  expect(read?.targets).toMatchObject({ count: 500, ids: { length: 100 } })
  expect(read?.by.length).toBeLessThanOrEqual(300)
  expect(await audit.verify()).toEqual({ ok: true, entries: 1 })
})

test('[I10] what another program wrote into the log harms only itself, and is noticed', async () => {
  const { audit, redis, keys } = await start()
  await audit.record(entry())
  await redis.xadd(keys.stream, '*', 'entry', '{bad', 'hash', 'x')
  await audit.record(entry())
  expect((await audit.read({ limit: 5 })).entries).toHaveLength(2)
  expect(await audit.verify()).toMatchObject({ ok: false })
})
