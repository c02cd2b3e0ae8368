import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { type Action, can } from '#core/can.ts'
import type { Principal } from '#core/principal.ts'
import { services } from './services.ts'

/** Who asks for this page; asked once for all its parts. */
export const whoAsks = cache(async (): Promise<Principal | undefined> => {
  const [{ auth }, given] = await Promise.all([services(), headers()])
  return auth.authenticate((name) => given.get(name) ?? undefined)
})

/** The same for a page that is for nobody in particular; whoever is not signed in is sent to do so, and back to `path` afterwards. */
export async function requirePrincipal(path: string): Promise<Principal> {
  return (await whoAsks()) ?? redirect(`/sign-in?then=${encodeURIComponent(path)}`)
}

/** The same for a page that only some may see; for others it is not there. */
export async function requirePageRight(path: string, action: Action): Promise<void> {
  if (!can(await requirePrincipal(path), action)) notFound()
}
