'use client'

import { type FormEvent, useState } from 'react'
import { askPost, reasonOf } from '#components/api/ask.ts'
import { Notice } from '#components/shell/notice.tsx'
import { Button } from '#components/ui/button.tsx'
import type { SignInModeName } from '#core/principal.ts'
import type { SignInForm, SignInRequest } from '#core/sign-in.ts'
import { SignInFields } from './sign-in-fields.tsx'
import { useLink } from './use-link.ts'

interface SignInProps {
  mode: SignInModeName
  asks: SignInForm | undefined
  /** Where to go afterwards. */
  target: string
  /** Who is signed in already. */
  name: string | undefined
}

/** Signs in by what a person enters, or at once by the link they came with. */
export function SignIn({ mode, asks, target, name }: SignInProps) {
  const [refusal, setRefusal] = useState<string>()
  const [isAsking, setIsAsking] = useState(false)

  async function signIn(request: SignInRequest) {
    setIsAsking(true)
    setRefusal(undefined)
    try {
      await askPost('/api/session', request)
      // The whole page anew: what it shows, and its connection, are those of somebody else.
      location.replace(target)
    } catch (error) {
      setRefusal(reasonOf(error))
      setIsAsking(false)
    }
  }

  useLink((link) => {
    if (name === undefined) void signIn({ link })
    else location.replace(target)
  })

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const entered = (field: string) => String(form.get(field) ?? '')
    if (isAsking) return
    void signIn(
      asks === 'password' ? { name: entered('name'), password: entered('password') } : { token: entered('token') },
    )
  }

  if (name !== undefined) {
    return (
      <Notice
        title="You are signed in"
        action={
          <a href={target} className="underline">
            Go on
          </a>
        }
      >
        <p>Nobody has to sign in again here.</p>
      </Notice>
    )
  }
  return (
    <div className="mx-auto flex w-full max-w-md flex-col gap-5 px-4 py-12">
      <h1 className="font-semibold text-2xl tracking-tight">Sign in</h1>
      {mode === 'local' && (
        <p className="text-muted">
          Open the link that was printed when Waybill was started, or run <code>npm run sign-in</code> for a new one.
          Without signing in you see the jobs you submitted in this browser.
        </p>
      )}
      <form onSubmit={submit} className="flex flex-col gap-4" method="post">
        <SignInFields asks={asks ?? 'token'} />
        <Button look="primary" type="submit" aria-disabled={isAsking}>
          {isAsking ? 'Signing in…' : 'Sign in'}
        </Button>
        {refusal && (
          <p role="alert" className="text-failure">
            {refusal}
          </p>
        )}
      </form>
    </div>
  )
}
