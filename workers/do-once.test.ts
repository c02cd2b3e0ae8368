import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { NotDoneError } from '#core/not-done-error.ts'
import { openJobLedger } from '#server/store/job-ledger.ts'
import { testFolder } from '#server/testing/test-redis.ts'
import { createOnce } from './do-once.ts'

const forever = new AbortController().signal

async function attempts() {
  const path = join(await testFolder(), 'once.jsonl')
  return (signal = forever) => createOnce(() => openJobLedger(path), signal)
}

test('what is done is not done again, and its answer is remembered', async () => {
  const attempt = await attempts()
  const first = await attempt()('pay', z.number(), async () => 7)
  expect(first).toEqual({ state: 'done', answer: 7, earlier: false })
  const again = async () => {
    throw new Error('It was done again.')
  }
  expect(await attempt()('pay', z.number(), again)).toEqual({ state: 'done', answer: 7, earlier: true })
})

test('what failed without a word about it is unknown, and not begun again', async () => {
  const attempt = await attempts()
  const fail = async (): Promise<number> => {
    throw new Error('cut')
  }
  await expect(attempt()('pay', z.number(), fail)).rejects.toThrow('cut')
  expect(await attempt()('pay', z.number(), async () => 7)).toEqual({ state: 'unknown' })
})

test('what certainly did not happen may be tried again', async () => {
  const attempt = await attempts()
  const once = attempt()
  const refuse = async (): Promise<number> => {
    throw new NotDoneError(new Error('busy'))
  }
  await expect(once('pay', z.number(), refuse)).rejects.toThrow('busy')
  expect(await once('pay', z.number(), async () => 7)).toMatchObject({ state: 'done', earlier: false })
})

test('an attempt that is to stop begins nothing', async () => {
  const attempt = await attempts()
  const stopped = attempt(AbortSignal.abort(new Error('stop')))
  await expect(stopped('pay', z.number(), async () => 7)).rejects.toThrow('stop')
  expect(await attempt()('pay', z.number(), async () => 8)).toMatchObject({ answer: 8 })
})

test('an answer that does not fit what the code expects by now is an error', async () => {
  const attempt = await attempts()
  await attempt()('pay', z.number(), async () => 7)
  await expect(attempt()('pay', z.string(), async () => 'x')).rejects.toThrow(z.ZodError)
})
