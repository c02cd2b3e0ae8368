import { ownPath } from '#components/sign-in/own-path.ts'
import { SignIn } from '#components/sign-in/sign-in.tsx'
import { whoAsks } from '../page-principal.ts'
import { services } from '../services.ts'

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ then?: string | string[] }> }) {
  const { then } = await searchParams
  const target = ownPath(then)
  const { mode } = (await services()).auth
  const principal = await whoAsks()
  return (
    <>
      <title>Sign in · Waybill</title>
      <SignIn mode={mode.name} asks={mode.asks} target={target} name={principal?.name} />
    </>
  )
}
