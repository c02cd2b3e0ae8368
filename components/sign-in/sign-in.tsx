'use client'

import type { FormEvent } from 'react'
import { askPost } from '#components/api/ask.ts'
import { useAsking } from '#components/api/use-asking.ts'
import { Notice } from '#components/shell/notice.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { Sentence } from '#components/words/sentence.tsx'
import type { SignInModeName } from '#core/principal.ts'
import type { SignInForm, SignInRequest } from '#core/sign-in.ts'
import { signIn as w } from '#words/sign-in.ts'
import { SignInFields } from './sign-in-fields.tsx'
import { SignInFrame } from './sign-in-frame.tsx'
import { useLink } from './use-link.ts'

interface SignInProps {
  mode: SignInModeName
  asks: SignInForm | undefined
  /** Where to go afterwards. */
  target: string
  /** Who is signed in already. */
  name: string | undefined
  /** Their session is over. */
  isEnded: boolean
}

/** Signs in by what a person enters, or at once by the link they came with. */
export function SignIn({ mode, asks, target, name, isEnded }: SignInProps) {
  const { state, refusal, attempt } = useAsking()
  // What comes next takes a moment to load.
  const isLeaving = state === 'asking' || state === 'done'

  const signIn = (request: SignInRequest) =>
    attempt(async () => {
      await askPost('/api/session', request)
      // The whole page anew: what it shows, and its connection, are those of somebody else.
      location.replace(target)
    })

  useLink((link) => {
    if (name === undefined) void signIn({ link })
    else location.replace(target)
  })

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const entered = (field: string) => String(form.get(field) ?? '')
    if (isLeaving) return
    void signIn(
      asks === 'password' ? { name: entered('name'), password: entered('password') } : { token: entered('token') },
    )
  }

  if (name !== undefined) {
    return (
      <Notice
        title={w.isIn}
        action={
          <a href={target} className={buttonClass('primary')}>
            {w.goOn}
          </a>
        }
      >
        <p>{w.isInText}</p>
      </Notice>
    )
  }
  return (
    <SignInFrame isEnded={isEnded} refusal={refusal}>
      {mode === 'local' && (
        <p className="text-muted">
          <Sentence
            text={w.local}
            parts={{ command: <code className="rounded bg-sunken px-1 py-0.5 text-ink">npm run sign-in</code> }}
          />
        </p>
      )}
      <form onSubmit={submit} className="flex flex-col gap-4" method="post">
        <SignInFields asks={asks ?? 'token'} />
        <Button look="primary" type="submit" aria-disabled={isLeaving}>
          {isLeaving ? w.asking : w.title}
        </Button>
      </form>
    </SignInFrame>
  )
}
