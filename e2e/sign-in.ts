import type { BrowserContext } from '@playwright/test'
import { testToken } from './credentials.ts'

/** Signs a browser in as an admin, as its page would. */
export async function signIn(context: BrowserContext, url: string, token = testToken): Promise<void> {
  const answer = await context.request.post(`${url}/api/session`, { data: { token }, headers: { Origin: url } })
  if (answer.status() !== 201)
    throw new Error(`Signing in was answered with ${answer.status()}: ${await answer.text()}`)
}
