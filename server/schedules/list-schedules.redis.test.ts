import { expect, test } from 'vitest'
import { mailDefinition } from '#server/testing/mail-definition.ts'
import { startSchedules } from '#server/testing/start-schedules.ts'

const nightly = { name: 'Nightly', input: { to: 'ada' }, cron: '0 3 * * *', timeZone: 'Europe/Berlin' }
const start = () => startSchedules('mail', mailDefinition)

test('a thousand schedules are listed page by page, each page by two commands at the most', async () => {
  const { create, list, redis, queue, schedules } = await start()
  const names = Array.from({ length: 1_000 }, (_, i) => `Schedule ${String(i).padStart(4, '0')}`)
  for (let from = 0; from < names.length; from += 100) {
    await Promise.all(names.slice(from, from + 100).map((name) => create({ ...nightly, name })))
  }
  expect(await queue.getJobSchedulersCount()).toBe(1_000)
  for (const { id } of (await list(200)).schedules) await schedules.stampRun(id, { id: `mail:j_${id}`, startedAt: 1 })
  const sent: string[] = []
  const { sendCommand } = redis
  redis.sendCommand = (command, ...rest) => {
    sent.push(command.name)
    return sendCommand.call(redis, command, ...rest)
  }
  const listed: string[] = []
  let cursor: string | undefined
  let pages = 0
  do {
    const page = await list(200, cursor)
    expect(page.total).toBe(1_000)
    for (const { name, nextRun } of page.schedules) {
      expect(nextRun).toBeDefined()
      listed.push(name)
    }
    cursor = page.nextCursor
    pages += 1
  } while (cursor !== undefined)
  expect(listed).toEqual(names)
  expect(sent.length).toBeLessThanOrEqual(2 * pages)
})
