import { appendFile, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '#server/testing/test-redis.ts'
import { openJobLedger } from './job-ledger.ts'

const ledgerPath = async () => join(await testFolder(), 'job', 'once.jsonl')

test('what one attempt began and ended, the next one finds', async () => {
  const path = await ledgerPath()
  const first = openJobLedger(path)
  const ended = await first.claim('ended')
  await first.done('ended', ended.by, { at: 1 })
  await first.claim('begun')
  const back = await first.claim('taken back')
  await first.undone('taken back', back.by)
  const next = openJobLedger(path)
  expect((await next.claim('ended')).known).toMatchObject({ state: 'done', answer: { at: 1 } })
  expect((await next.claim('begun')).known).toMatchObject({ state: 'begun' })
  expect((await next.claim('taken back')).known).toBeUndefined()
  expect((await next.claim('new')).known).toBeUndefined()
})

test('of two workers that both believe the job is theirs, one begins each thing', async () => {
  const path = await ledgerPath()
  // Both have read the file before the other one writes.
  const both = [openJobLedger(path), openJobLedger(path)]
  await Promise.all(both.map((ledger, at) => ledger.claim(`own ${at}`)))
  const keys = Array.from({ length: 50 }, (_, at) => `key ${at}`)
  const claims = await Promise.all(keys.flatMap((key) => both.map((ledger) => ledger.claim(key))))
  expect(claims.filter(({ known }) => known === undefined)).toHaveLength(keys.length)
})

test('only who began something can say what became of it', async () => {
  const path = await ledgerPath()
  const ledger = openJobLedger(path)
  await ledger.claim('a')
  await ledger.undone('a', 'somebody else')
  await ledger.done('a', 'somebody else', 'ours')
  expect((await openJobLedger(path).claim('a')).known).toMatchObject({ state: 'begun' })
})

test('half a line, as a power cut leaves it, is no claim, and hides none behind it', async () => {
  const path = await ledgerPath()
  const ledger = openJobLedger(path)
  await ledger.claim('whole')
  await ledger.claim('half')
  const { length } = await readFile(path)
  await truncate(path, length - 20)
  const next = openJobLedger(path)
  expect((await next.claim('half')).known).toBeUndefined()
  await appendFile(path, '\n{"key":"half')
  const last = openJobLedger(path)
  expect((await last.claim('later')).known).toBeUndefined()
  for (const key of ['whole', 'half', 'later']) {
    expect((await openJobLedger(path).claim(key)).known, key).toMatchObject({ state: 'begun' })
  }
})
