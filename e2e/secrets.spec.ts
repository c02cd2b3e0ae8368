import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type PlaywrightWorkerArgs, test } from '@playwright/test'
import { testToken } from './credentials.ts'
import { type StartedWaybill, startWaybill } from './start-waybill.ts'

const mail = {
  ...{ addresses: ['ada@example.com'], from: { address: 'bob@example.com' } },
  ...{ subject: 'Nobody listens', text: 'This cannot be sent.' },
}

test('no secret is in anything that Waybill writes, however much goes wrong', async ({ playwright }) => {
  test.setTimeout(120_000)
  const [root, older, smtp] = ['base64url', 'base64url', 'hex'].map((text) =>
    randomBytes(32).toString(text as BufferEncoding),
  )
  const waybill = await startWaybill({
    env: {
      LOG_LEVEL: 'trace',
      WAYBILL_SECRET: `${root} ${older}`,
      // Nobody listens there.
      SMTP_URL: `smtp://ada:${smtp}@127.0.0.1:9`,
    },
  })
  try {
    const conf = await readFile(join(waybill.dataDir, 'redis', 'redis.conf'), 'utf8')
    const redis = [...conf.matchAll(/^requirepass (\S+)|>(\S+)/gm)].map(([, all, user]) => all ?? user ?? '')
    expect(redis).toHaveLength(2)
    const cookies = await goWrong(waybill, playwright)
    const wrong = ['a-wrong-token-somebody-typed', 'a-wrong-password-somebody-typed']
    const secrets = [testToken, root, older, smtp, ...redis, ...cookies, ...wrong].map(String)
    for (const secret of secrets) expect(secret.length).toBeGreaterThan(20)
    const logs = waybill.logs()
    // It did go wrong, and was written down.
    expect(logs).toMatch(/ECONNREFUSED|redis/i)
    expect(secrets.filter((secret) => logs.includes(secret) || logs.includes(encodeURIComponent(secret)))).toEqual([])
  } finally {
    await waybill.stop()
  }
})

/** Signs in and out, rightly and wrongly, sends mail to nobody, and takes Redis away. Returns the cookies that were given out. */
async function goWrong(waybill: StartedWaybill, playwright: PlaywrightWorkerArgs['playwright']): Promise<string[]> {
  const browser = await playwright.request.newContext({
    ...{ baseURL: waybill.url, extraHTTPHeaders: { Origin: waybill.url } },
  })
  const cookies: string[] = []
  const ask = async (path: string, data?: unknown, headers?: Record<string, string>) => {
    const answer =
      data === undefined ? await browser.get(path, { headers }) : await browser.post(path, { data, headers })
    for (const { value } of (await browser.storageState()).cookies) if (value) cookies.push(value)
    return answer
  }
  try {
    await ask('/')
    expect((await ask('/api/session', { token: 'a-wrong-token-somebody-typed' })).status()).toBe(401)
    await ask('/api/session', { name: 'ada', password: 'a-wrong-password-somebody-typed' })
    await ask('/api/session', { link: 'a-wrong-token-somebody-typed' })
    await ask('/api/session', `{"token": "${testToken}"`)
    expect((await ask('/api/session', { token: testToken })).status()).toBe(201)
    await ask('/api/jobs', { type: 'rehearsal', token: testToken }, { Authorization: `Bearer ${testToken}` })
    await ask('/api/types', undefined, { Authorization: 'Bearer a-wrong-token-somebody-typed' })
    const answer = await ask('/api/jobs', { type: 'mail-batch', input: mail })
    const { statusUrl } = await answer.json()
    const job = async () => (await ask(statusUrl)).json()
    await expect.poll(async () => (await job()).attempts.at(-1)?.error !== undefined, { timeout: 30_000 }).toBe(true)
    const { redis, web } = await waybill.pids()
    process.kill(redis ?? 0, 'SIGKILL')
    await ask('/api/jobs', { type: 'rehearsal', input: {} })
    await expect.poll(async () => (await ask('/api/ready')).status(), { timeout: 30_000 }).toBe(200)
    process.kill(web ?? 0, 'SIGKILL')
    await expect
      .poll(async () => (await ask('/api/ready').catch(() => undefined))?.status(), { timeout: 30_000 })
      .toBe(200)
    await browser.delete('/api/session')
    return [...new Set(cookies)]
  } finally {
    await browser.dispose()
  }
}
