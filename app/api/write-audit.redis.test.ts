import { expect, test } from 'vitest'
import { SignInFailedError } from '#core/auth-errors.ts'
import type { Principal } from '#core/principal.ts'
import { createAudit } from '#server/audit/audit.ts'
import { createRefusalGate } from '#server/audit/refusal-gate.ts'
import { openAuth } from '#server/auth/open-auth.ts'
import { clientAddressHeader } from '#server/http/client-address.ts'
import { quietLog, testConnection, testFolder, testPrefix } from '#server/testing/test-redis.ts'
import { type Done, writeAudit } from './write-audit.ts'

const ada: Principal = { id: 'user:ada', role: 'operator', name: 'ada', mode: 'password' }

async function start() {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const env = { auth: 'password', dataDir: await testFolder(), identity: {}, port: 3000, prefix } as const
  const { auth } = await openAuth(env, redis)
  const audit = createAudit(redis, prefix, quietLog)
  const services = { audit, auth, refusals: createRefusalGate(), log: quietLog }
  const write = (done: Partial<Done>, address = '192.0.2.7') => {
    const request = new Request('http://localhost/', { headers: { [clientAddressHeader]: address } })
    const usual = { action: 'session.start', by: undefined, requestId: 'r', given: {}, notes: {} } as const
    return writeAudit(services, request, { ...usual, ...done })
  }
  return { write, entries: async () => (await audit.read({ limit: 100 })).entries }
}

const refused = { notes: { targets: ['ada'] }, error: new SignInFailedError('password') }

test('a sign-in is written down with who it was, by which mode, and one that was refused with whose account was tried', async () => {
  const { write, entries } = await start()
  await write(refused)
  await write({ notes: { targets: ['ada'], by: ada, after: 'operator' } })
  expect(await entries()).toMatchObject([
    { action: 'session.start', by: 'user:ada', mode: 'password', outcome: 'done', after: 'operator' },
    { by: 'nobody', mode: 'password', outcome: 'refused', code: 'sign_in_failed', targets: { ids: ['ada'] } },
  ])
})

test('a flood of refused sign-ins is counted, and does not push everything else out of the log', async () => {
  const { write, entries } = await start()
  // One customer's network, however many addresses it has.
  for (let i = 0; i < 300; i += 1) await write(refused, `2001:db8::${i.toString(16)}`)
  const written = await entries()
  expect(written.length).toBeLessThan(30)
  expect(written[0]?.unwritten).toBe(127)
  await write({ ...refused, by: ada })
  expect(await entries()).toHaveLength(written.length + 1)
})

test('a sign-out that signs nobody out is not written down', async () => {
  const { write, entries } = await start()
  await write({ action: 'session.end', notes: { isNothing: true } })
  expect(await entries()).toEqual([])
})
