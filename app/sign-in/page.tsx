import { ownPath } from '#components/sign-in/own-path.ts'
import { SignIn } from '#components/sign-in/sign-in.tsx'
import { SignInElsewhere } from '#components/sign-in/sign-in-elsewhere.tsx'
import { words } from '#components/words/words.ts'
import { signIn as w } from '#words/sign-in.ts'
import { whoAsks } from '../page-principal.ts'
import { services } from '../services.ts'

type Search = Record<'then' | 'refused' | 'ended', string | string[] | undefined>

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { then, refused, ended } = await searchParams
  const target = ownPath(then)
  const { mode } = (await services()).auth
  const principal = await whoAsks()
  return (
    <>
      <title>{words.shell.tab(w.title)}</title>
      {principal?.name === undefined && (mode.name === 'oidc' || mode.name === 'header') ? (
        <SignInElsewhere mode={mode.name} target={target} refused={refused} isEnded={ended === '1'} />
      ) : (
        <SignIn mode={mode.name} asks={mode.asks} target={target} name={principal?.name} isEnded={ended === '1'} />
      )}
    </>
  )
}
