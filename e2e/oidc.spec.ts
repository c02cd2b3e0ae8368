import { request as programs } from '@playwright/test'
import { freePort } from '#server/testing/free-port.ts'
import { startOidcProvider, testClient } from '../server/testing/start-oidc-provider.ts'
import { expectLinkOpensOnly } from './expect-link-opens-only.ts'
import { expectNoViolations } from './expect-no-violations.ts'
import { startWaybill } from './start-waybill.ts'
import { expect, test } from './waybill-test.ts'

const people = { ada: { name: 'Ada Lovelace', groups: ['on-call'] }, eve: { name: 'Eve' } }

test('people sign in at the provider, are what their groups make them, and sign out here', async ({ browser }) => {
  test.setTimeout(120_000)
  const port = await freePort()
  const provider = await startOidcProvider(people, `http://localhost:${port}/api/session/oidc/callback`)
  const waybill = await startWaybill({
    port,
    env: {
      WAYBILL_AUTH: 'oidc',
      WAYBILL_OIDC_ISSUER: provider.issuer,
      WAYBILL_OIDC_CLIENT_ID: testClient.clientId,
      WAYBILL_OIDC_CLIENT_SECRET: testClient.clientSecret,
      WAYBILL_CLAIM_ROLE: 'groups',
      WAYBILL_CLAIM_ROLES: '{"operator":["on-call"]}',
    },
  })
  const signIn = async (who: string) => {
    const context = await browser.newContext()
    const page = await context.newPage()
    // By another name of this machine than the one the provider knows.
    await page.goto(`http://127.0.0.1:${port}/workers`)
    await expectNoViolations(page, 'The sign-in page')
    await page.getByRole('link', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(new RegExp(`^${provider.issuer}/`))
    await page.locator('[name=login]').fill(who)
    await page.locator('[name=password]').fill('any')
    await page.locator('button[type=submit]').click()
    return { context, page }
  }
  try {
    const { context, page } = await signIn('ada')
    await expect(page).toHaveURL(`http://localhost:${port}/workers`)
    await expect(page.getByRole('heading', { name: 'Workers' })).toBeVisible()
    const me = await (await context.request.get(`http://localhost:${port}/api/me`)).json()
    expect(me).toMatchObject({ role: 'operator', name: 'Ada Lovelace', mode: 'oidc' })
    // A program of hers is what she was when she signed in last, also once her browser is signed out.
    const made = await context.request.post(`http://localhost:${port}/api/tokens`, {
      data: { name: 'Deploys' },
      headers: { Origin: `http://localhost:${port}` },
    })
    const { token } = await made.json()
    const program = await programs.newContext({ extraHTTPHeaders: { Authorization: `Bearer ${token}` } })
    const asProgram = async () => (await program.get(`http://localhost:${port}/api/me`)).json()
    expect(await asProgram()).toMatchObject({ role: 'operator', name: 'Ada Lovelace' })
    await page.getByRole('button', { name: 'Account of Ada Lovelace' }).click()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
    expect((await context.request.get(`http://localhost:${port}/api/me`)).status()).toBe(401)
    expect(await asProgram()).toMatchObject({ role: 'operator' })
    await program.dispose()

    // What comes back without having been begun here, and where to a link from elsewhere would lead.
    const callback = `http://localhost:${port}/api/session/oidc/callback?code=x&state=y`
    await page.goto(callback)
    await expect(page.getByRole('alert').filter({ hasText: 'did not come back as it was begun' })).toBeVisible()
    await page.goto(`http://localhost:${port}/sign-in?then=//evil.example`)
    await page.getByRole('link', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(`http://localhost:${port}/`)
    await context.close()

    const eve = await signIn('eve')
    const other = await (await eve.context.request.get(`http://localhost:${port}/api/me`)).json()
    expect(other).toMatchObject({ role: 'submitter', name: 'Eve' })
    const url = `http://localhost:${port}`
    const data = { type: 'rehearsal', input: { title: 'Eve’s', steps: 1, stepMs: 0 }, delayMs: 86_400_000 }
    const submitted = await eve.context.request.post(`${url}/api/jobs`, { data, headers: { Origin: url } })
    const stranger = await programs.newContext({ baseURL: url })
    const owner = await programs.newContext({ baseURL: url, storageState: await eve.context.storageState() })
    await expectLinkOpensOnly({ url, owner, stranger, job: (await submitted.json()).id })
    for (const each of [stranger, owner, eve.context]) await ('close' in each ? each.close() : each.dispose())
  } finally {
    await waybill.stop()
    await provider.close()
  }
})
