import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { expect, onTestFinished, test } from 'vitest'
import { EnvironmentError } from '#server/environment-error.ts'
import { testFolder } from '#server/testing/test-redis.ts'
import type { HeaderSettings } from '../identity-settings.ts'
import { createHeaderMode, identityHeaders, requireKeys } from './header-mode.ts'

const claims = {
  id: 'sub',
  name: 'name',
  role: 'groups',
  values: { operator: ['on-call'] },
  others: 'submitter',
} as const
const issuer = 'https://id.example.com'
const ada = { sub: 'ada', name: 'Ada', groups: ['on-call'] }

const now = () => Math.floor(Date.now() / 1_000)
const jwt = (payload: JWTPayload = ada, alg = 'ES256') =>
  new SignJWT(payload).setProtectedHeader({ alg, kid: 'k1' }).setIssuer(issuer).setAudience('waybill')

async function keyPair() {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  return { privateKey, jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }] } }
}

async function inFile() {
  const { privateKey, jwks } = await keyPair()
  const place = join(await testFolder(), 'keys.json')
  await writeFile(place, JSON.stringify(jwks))
  const settings: HeaderSettings = {
    header: 'x-identity',
    signed: { issuer, audience: 'waybill', keys: { place } },
    claims,
  }
  return { privateKey, jwks, place, settings, who: who(settings) }
}

function who(settings: HeaderSettings) {
  const mode = createHeaderMode(settings)
  return (token: string | undefined, more: Record<string, string> = {}) =>
    mode.byRequest?.((name) => (name === settings.header ? token : more[name]))
}

test('somebody is who the signed header says', async () => {
  const { privateKey, who } = await inFile()
  const principal = { id: `header:${issuer} ada`, name: 'Ada', role: 'operator', mode: 'header' }
  expect(await who(await jwt().setExpirationTime('2m').sign(privateKey))).toEqual(principal)
  expect(await who(undefined)).toBeUndefined()
})

test('clocks may differ by half a minute, and no more', async () => {
  const { privateKey, who } = await inFile()
  const from = (start: number, end: number) =>
    jwt()
      .setNotBefore(now() + start)
      .setExpirationTime(now() + end)
      .sign(privateKey)
  expect(await who(await from(-60, -20))).toBeDefined()
  expect(await who(await from(20, 60))).toBeDefined()
  expect(await who(await from(-90, -40))).toBeUndefined()
  expect(await who(await from(40, 60))).toBeUndefined()
})

test('what is not signed by the right one, for us, for now, proves nothing', async () => {
  const { privateKey, jwks, who } = await inFile()
  const other = await keyPair()
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const body = part({ ...ada, iss: issuer, aud: 'waybill', exp: now() + 60 })
  const good = await jwt().setExpirationTime('2m').sign(privateKey)
  const publicKey = new TextEncoder().encode(JSON.stringify(jwks.keys[0]))
  const bad = {
    'without a signature': `${part({ alg: 'none' })}.${body}.`,
    'with the letters of none': `${part({ alg: 'nOnE', kid: 'k1' })}.${body}.`,
    'signed with the public key as a secret': await jwt(ada, 'HS256').setExpirationTime('2m').sign(publicKey),
    'by another key of the same name': await jwt().setExpirationTime('2m').sign(other.privateKey),
    'by another issuer': await jwt().setIssuer('https://evil.example').setExpirationTime('2m').sign(privateKey),
    'for another audience': await jwt().setAudience('mail').setExpirationTime('2m').sign(privateKey),
    'without an end': await jwt().sign(privateKey),
    'that is changed': good.replace(/\.[^.]+\./, `.${body}.`),
    'that is cut off': good.slice(0, -5),
    'with a second one behind it': `${good}, ${good}`,
    'that is no token': 'ada',
    'that is empty': '',
    'of nobody': await jwt({ name: 'Ada' }).setExpirationTime('2m').sign(privateKey),
  }
  for (const [what, token] of Object.entries(bad)) expect(await who(token), what).toBeUndefined()
  expect(await who(good)).toBeDefined()
})

test('a shared secret is enough where only the proxy and Waybill have it', async () => {
  const secret = Buffer.alloc(32, 1)
  const ask = who({ header: 'x-identity', signed: { issuer, audience: 'waybill', keys: { secret } }, claims })
  const signed = (key: Uint8Array) => jwt(ada, 'HS256').setExpirationTime('2m').sign(key)
  expect(await ask(await signed(secret))).toMatchObject({ name: 'Ada' })
  expect(await ask(await signed(Buffer.alloc(32, 2)))).toBeUndefined()
})

test('published keys are fetched once, and somebody is unknown for a reason of ours while they cannot be had', async () => {
  const { privateKey, jwks } = await keyPair()
  let asked = 0
  let status = 503
  const server = createServer((_request, response) => {
    asked += 1
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(jwks))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  const place = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`
  const ask = who({ header: 'x-identity', signed: { issuer, audience: 'waybill', keys: { place } }, claims })
  const token = await jwt().setExpirationTime('2m').sign(privateKey)
  await expect(ask(token)).rejects.toMatchObject({ code: 'identity_unavailable' })
  status = 200
  expect(await ask(token)).toMatchObject({ name: 'Ada' })
  expect(await ask(token)).toMatchObject({ name: 'Ada' })
  expect(asked).toBe(2)
})

test('a file of keys may be replaced, and one that holds none stops the start', async () => {
  const { privateKey, place, settings, who } = await inFile()
  await requireKeys(settings)
  const token = await jwt().setExpirationTime('2m').sign(privateKey)
  expect(await who(token)).toBeDefined()
  await writeFile(place, JSON.stringify((await keyPair()).jwks))
  expect(await who(token)).toBeUndefined()
  await writeFile(place, '{"keys":1}')
  await expect(requireKeys(settings)).rejects.toThrow(EnvironmentError)
  await expect(who(token)).rejects.toMatchObject({ code: 'identity_unavailable' })
})

test('a header that nobody signed is taken as it stands, with those that were named beside it', async () => {
  const settings: HeaderSettings = {
    header: 'remote-user',
    claims: { ...claims, id: '', name: 'remote-name', role: 'remote-groups' },
  }
  const ask = who(settings)
  const more = { 'remote-name': 'Ada', 'remote-groups': 'a, on-call' }
  expect(await ask('ada', more)).toEqual({ id: 'header: ada', name: 'Ada', role: 'operator', mode: 'header' })
  expect(await ask('ada, eve', more)).toBeUndefined()
  expect(await ask('', more)).toBeUndefined()
  expect(identityHeaders(settings)).toEqual(['remote-user', 'remote-name', 'remote-groups'])
  const alone: HeaderSettings = { header: 'remote-user', claims: { ...claims, name: '', role: undefined } }
  expect(await who(alone)('ada', more)).toMatchObject({ name: 'ada', role: 'submitter' })
  expect(identityHeaders(alone)).toEqual(['remote-user'])
})
