import type { BrowserContext } from '@playwright/test'
import type { StartedWaybill } from './start-waybill.ts'

/** What a program sends to be an admin. */
export const bearer = (token: string): Record<string, string> => ({ Authorization: `Bearer ${token}` })

/** Signs a browser in as an admin, as its page would. */
export async function signIn(
  context: BrowserContext,
  { url, token }: Pick<StartedWaybill, 'url' | 'token'>,
): Promise<void> {
  const headers = { Origin: url }
  const answer = await context.request.post(`${url}/api/session`, { data: { token }, headers })
  if (answer.status() !== 201)
    throw new Error(`Signing in was answered with ${answer.status()}: ${await answer.text()}`)
}
