import { expect, onTestFinished, test } from 'vitest'
import type { ScheduleBook } from '#core/schedule.ts'
import { mailDefinition } from '#server/testing/mail-definition.ts'
import { startSchedules } from '#server/testing/start-schedules.ts'
import { quietLog } from '#server/testing/test-redis.ts'
import { createScheduleFeed } from './schedule-feed.ts'

const nightly = { name: 'Nightly', input: { to: 'ada' }, cron: '0 3 * * *', timeZone: 'Europe/Berlin' }

async function start() {
  const book = await startSchedules('mail', mailDefinition)
  const sent: string[] = []
  const { sendCommand } = book.redis
  book.redis.sendCommand = (command, ...rest) => {
    sent.push(command.name)
    return sendCommand.call(book.redis, command, ...rest)
  }
  const feed = createScheduleFeed({ schedules: book.schedules, reader: book.reader, log: quietLog, everyMs: 10 })
  onTestFinished(() => feed.close())
  return { ...book, feed, sent }
}

test('who watches the schedules sees them come, run, pause and go, as all others do', async () => {
  const { feed, create, change, remove, schedules } = await start()
  const last: (ScheduleBook | undefined)[] = [undefined, undefined]
  for (const [at] of last.entries()) {
    const changes = (told: { schedules?: ScheduleBook }) => {
      last[at] = told.schedules
    }
    const opened = await feed.open({ changes, reset: () => undefined })
    expect(opened).toMatchObject({ mode: 'snapshot', schedules: { schedules: [], total: 0 } })
  }
  const { id } = await create(nightly)
  const told = (expected: object) => expect.poll(() => last).toMatchObject([expected, expected])
  await told({ total: 1, schedules: [{ id, name: 'Nightly', paused: false }] })
  await schedules.stampRun(id, { id: 'mail:j_run', startedAt: 1 })
  await told({ schedules: [{ lastRun: { id: 'mail:j_run', startedAt: 1 } }] })
  await change(id, { paused: true })
  await told({ schedules: [{ paused: true, nextRun: undefined }] })
  await remove(id)
  await told({ schedules: [], total: 0 })
})

test('[I9] what watching schedules costs Redis does not depend on how many watch', async () => {
  const { feed, sent, create } = await start()
  await create(nightly)
  const before = sent.length
  await Promise.all(Array.from({ length: 50 }, () => feed.open({ changes: () => undefined, reset: () => undefined })))
  expect(sent.length - before).toBeLessThanOrEqual(4)
})
