import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { type Action, can } from '#core/can.ts'
import type { Principal } from '#core/principal.ts'
import type { HeaderReader } from '#server/auth/sign-in-mode.ts'
import { headerOf } from './api/header-of.ts'
import { pageData } from './page-data.ts'
import { services } from './services.ts'

/** Who asks for this page; asked once for all its parts. */
export const whoAsks = cache(() =>
  pageData(async (): Promise<Principal | undefined> => {
    const { auth } = await services()
    return auth.authenticate(await header())
  }),
)

/** The headers of the request that a page is made for. */
export const header = async (): Promise<HeaderReader> => headerOf({ headers: await headers() })

/** The same for a page that is for nobody in particular; whoever is not signed in is sent to do so, and back to `path` afterwards. */
export async function requirePrincipal(path: string): Promise<Principal> {
  const principal = await whoAsks()
  if (principal) return principal
  // Somebody who was in, and is not any more, wonders why.
  const isEnded = (await services()).auth.forget(await header()) !== undefined
  redirect(`/sign-in?then=${encodeURIComponent(path)}${isEnded ? '&ended=1' : ''}`)
}

/** The same for a page that only some may see; for others it is not there. */
export async function requirePageRight(path: string, action: Action): Promise<void> {
  if (!can(await requirePrincipal(path), action)) notFound()
}
