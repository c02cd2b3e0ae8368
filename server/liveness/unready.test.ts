import { expect, test } from 'vitest'
import type { Trouble } from '#core/protocol.ts'
import { createUnready } from './unready.ts'

const redis = 'Redis does not answer.'
const behind = 'The event tail has not caught up.'

test.each<[string, { reason?: Trouble['reason']; answers: boolean; caughtUp: boolean }, string | undefined]>([
  ['everything is well', { answers: true, caughtUp: true }, undefined],
  ['Redis answers, and pages are not yet told so', { reason: 'no-redis', answers: true, caughtUp: true }, redis],
  ['Redis has just gone', { answers: false, caughtUp: true }, redis],
  ['the tail has just been interrupted', { answers: true, caughtUp: false }, behind],
  ['pages are told that it catches up', { reason: 'behind', answers: true, caughtUp: true }, behind],
])('when %s, readiness says what pages say', async (_when, { reason, answers, caughtUp }, said) => {
  const ask = () => (answers ? Promise.resolve(1) : Promise.reject(new Error('Connection is closed.')))
  const trouble = (): Trouble | undefined => reason && { reason, since: 1 }
  expect(await createUnready({ ask, tail: { caughtUp }, freshness: { trouble } })()).toBe(said)
})

test('while Redis is known to be silent nobody waits for it', async () => {
  const ask = () => new Promise<never>(() => {})
  const trouble = (): Trouble => ({ reason: 'no-redis', since: 1 })
  expect(await createUnready({ ask, tail: { caughtUp: true }, freshness: { trouble } })()).toBe(redis)
})
