import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { SignInModeName } from '#core/principal.ts'
import { testConnection, testFolder, testPrefix } from '#server/testing/test-redis.ts'
import { openAuth } from './open-auth.ts'
import type { HeaderReader } from './sign-in-mode.ts'

const headers =
  (given: Record<string, string>): HeaderReader =>
  (name) =>
    given[name]
const withCookie = (...cookies: string[]) =>
  headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') })
const bearer = (token: string) => headers({ authorization: `Bearer ${token}` })
const nothing = headers({})

async function start(mode: SignInModeName, publicUrl?: string) {
  const redis = await testConnection()
  const env = {
    auth: mode,
    dataDir: await testFolder(),
    identity: {},
    port: 3000,
    prefix: testPrefix(redis),
    publicUrl,
  }
  const opened = await openAuth(env, redis)
  return { ...env, ...opened, elsewhere: async () => (await openAuth(env, redis)).auth }
}

test('on this machine a visitor is somebody with the cookie they were given, and the same one every time', async () => {
  const { auth } = await start('local')
  expect(await auth.authenticate(nothing)).toBeUndefined()
  const [first, second] = [auth.greet(nothing), auth.greet(nothing)]
  const header = withCookie(first?.cookie ?? '')
  const visitor = await auth.authenticate(header)
  expect(visitor).toMatchObject({ role: 'submitter', mode: 'local' })
  // The cookie is the proof, so the id must not be it.
  expect(first?.cookie).not.toContain(visitor?.id.slice('visitor:'.length))
  expect(await auth.authenticate(header)).toEqual(visitor)
  expect((await auth.authenticate(withCookie(second?.cookie ?? '')))?.id).not.toBe(visitor?.id)
  expect(auth.greet(header)).toBeUndefined()
  expect(auth.greet(bearer('x'))).toBeUndefined()
})

test('a link signs an admin in once, and the visitor is there again after signing out', async () => {
  const { auth, links, elsewhere } = await start('local')
  const link = (await links?.create()) ?? ''
  const visitor = auth.greet(nothing)?.cookie ?? ''
  const { principal, cookie } = await auth.signIn({ link }, '::1')
  expect(principal).toMatchObject({ role: 'admin', name: 'Admin' })
  await expect(auth.signIn({ link }, '::1')).rejects.toMatchObject({ code: 'sign_in_failed' })
  const node = await elsewhere()
  expect(await node.authenticate(withCookie(visitor, cookie))).toEqual(principal)
  const out = await node.signOut(withCookie(visitor, cookie), 'this')
  expect(out).toEqual({ principal, cookie: expect.stringMatching(/^waybill-3000=; .*Max-Age=0/) })
  expect((await node.signOut(withCookie(visitor, cookie), 'this')).principal).toBeUndefined()
  expect(await auth.authenticate(withCookie(visitor, cookie))).toMatchObject({ role: 'submitter' })
})

test('a token is made once and shown once; another one in the file counts at once and ends what the old one began', async () => {
  const { auth, newToken = '', dataDir, elsewhere } = await start('token')
  expect(newToken).toMatch(/^[\w-]{43}$/)
  expect((await readFile(join(dataDir, 'token'), 'utf8')).trim()).toBe(newToken)
  const admin = await auth.authenticate(bearer(newToken))
  expect(admin).toMatchObject({ role: 'admin' })
  const { cookie } = await auth.signIn({ token: newToken }, '::1')
  expect(await auth.authenticate(withCookie(cookie))).toEqual(admin)
  await writeFile(join(dataDir, 'token'), 'another\n')
  expect(await auth.authenticate(bearer(newToken))).toBeUndefined()
  expect(await auth.authenticate(withCookie(cookie))).toBeUndefined()
  expect(await (await elsewhere()).authenticate(bearer('another'))).toEqual(admin)
  await writeFile(join(dataDir, 'token'), '\n')
  expect(await auth.authenticate(bearer(''))).toBeUndefined()
})

test('[row 48] what was tampered with is nobody, and a wrong token is not helped by a cookie', async () => {
  const { auth, newToken = '' } = await start('token')
  const { cookie } = await auth.signIn({ token: newToken }, '::1')
  const [pair = ''] = cookie.split(';')
  for (const bad of [`${pair}x`, pair.slice(0, -1), 'waybill-3000=', 'waybill-3001=x', `waybill-3000=x; ${pair}`]) {
    expect(await auth.authenticate(headers({ cookie: bad })), bad).toBeUndefined()
  }
  expect(await auth.authenticate(headers({ cookie: 'a=b;'.repeat(3_000) }))).toBeUndefined()
  for (const authorization of ['Bearer wrong', 'Bearer', 'Basic YTpi', `Bearer ${newToken} x`, '']) {
    expect(await auth.authenticate(headers({ authorization, cookie: pair })), authorization).toBeUndefined()
  }
})

// As `npm run users` makes them, of "correct horse battery" and of "another password".
const [password, newPassword] = [
  'scrypt$15$8$3$tH94DSEU0VJyAqrFIql0gQ$yYmShoCAPAtsjEFSW_fzFmUSI4oCCTEKNZDZMZQsNWk',
  'scrypt$15$8$3$BvWc_VxnEHH--N_9L_L5lA$ZWyeB1XqoMoGY5kwuMLc1dhoPfa4jRBDng47DMEFR3Q',
]

test('a password signs in; a role, a password and a user that change count at once', async () => {
  const { auth, dataDir } = await start('password', 'https://jobs.example.com')
  const write = (...users: object[]) => writeFile(join(dataDir, 'users.json'), JSON.stringify({ v: 1, users }))
  await expect(auth.signIn({ name: 'ada', password: 'correct horse battery' }, '::1')).rejects.toMatchObject({
    code: 'sign_in_failed',
  })
  await write({ name: 'ada', role: 'viewer', password })
  const { principal, cookie } = await auth.signIn({ name: 'Ada', password: 'correct horse battery' }, '::1')
  expect(principal).toEqual({ id: 'user:ada', role: 'viewer', name: 'ada', mode: 'password' })
  expect(cookie).toMatch(/^__Host-waybill=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=604800; Secure$/)
  const header = withCookie(cookie)
  expect(await auth.authenticate(header)).toEqual(principal)
  await write({ name: 'ada', role: 'operator', password })
  expect(await auth.authenticate(header)).toMatchObject({ role: 'operator' })
  await write({ name: 'ada', role: 'operator', password: newPassword })
  expect(await auth.authenticate(header)).toBeUndefined()
  await write()
  await expect(auth.signIn({ name: 'ada', password: 'another password' }, '::1')).rejects.toMatchObject({
    code: 'sign_in_failed',
  })
})

test('five wrong passwords for an account from an address make that one wait, and nobody else', async () => {
  const { auth, dataDir } = await start('password')
  const users = [{ name: 'ada', role: 'viewer', password }]
  await writeFile(join(dataDir, 'users.json'), JSON.stringify({ v: 1, users }))
  const tries = (entered: string, address: string) => auth.signIn({ name: 'ada', password: entered }, address)
  for (let i = 0; i < 5; i += 1) await expect(tries('x', '10.0.0.1')).rejects.toMatchObject({ code: 'sign_in_failed' })
  const refused = { code: 'too_many_sign_ins', retryAfterSeconds: expect.any(Number) }
  await expect(tries('correct horse battery', '10.0.0.1')).rejects.toMatchObject(refused)
  for (let i = 0; i < 2; i += 1) await tries('correct horse battery', '10.0.0.2')
})

test('where nobody is asked everybody is an admin, and there is nothing to sign in to', async () => {
  const { auth } = await start('none')
  expect(await auth.authenticate(nothing)).toMatchObject({ role: 'admin' })
  await expect(auth.signIn({ token: 'x' }, '::1')).rejects.toMatchObject({ code: 'sign_in_failed' })
})

test('a session of one mode is worth nothing in another', async () => {
  const { auth, newToken = '', dataDir, prefix, port } = await start('token')
  const { cookie } = await auth.signIn({ token: newToken }, '::1')
  const local = await openAuth(
    { auth: 'local', dataDir, identity: {}, prefix, port, publicUrl: undefined },
    await testConnection(),
  )
  expect(await local.auth.authenticate(withCookie(cookie))).toBeUndefined()
})
