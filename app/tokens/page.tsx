import { notFound } from 'next/navigation'
import { TokensPage } from '#components/tokens/tokens-page.tsx'
import { words } from '#components/words/words.ts'
import { account } from '#words/account.ts'
import { restToken } from '../api/tokens/rest-token.ts'
import { pageData } from '../page-data.ts'
import { header, requirePrincipal } from '../page-principal.ts'
import { services } from '../services.ts'

export default async function Page() {
  const { token } = await requirePrincipal('/tokens')
  const [{ auth }, given] = await Promise.all([services(), header()])
  // Where nobody makes tokens, and for programs, there is no such page.
  if (!auth.mode.programTokens || token !== undefined) notFound()
  const tokens = await pageData(() => auth.ownTokens.list(given))
  return (
    <>
      <title>{words.shell.tab(account.tokens)}</title>
      <TokensPage tokens={tokens.map(restToken)} />
    </>
  )
}
