'use client'

import { CircleUserRound } from 'lucide-react'
import { useId, useState } from 'react'
import { ask, reasonOf } from '#components/api/ask.ts'
import { useMe } from '#components/sign-in/me-context.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { Sentence } from '#components/words/sentence.tsx'
import { words } from '#components/words/words.ts'

const w = words.account

/** Who looks at the page, and the way out; for a visitor the way in. */
export function AccountMenu() {
  const me = useMe()
  const id = useId()
  const [refusal, setRefusal] = useState<string>()
  // Where nobody is asked who they are there is nothing to leave.
  if (!me || me.mode === 'none') return null
  if (me.isVisitor) {
    return (
      <a href="/sign-in" className={buttonClass('quiet')} title={w.visitor}>
        {w.signIn}
      </a>
    )
  }

  async function leave(path: string) {
    setRefusal(undefined)
    try {
      await ask(path, { method: 'DELETE' })
      location.assign('/')
    } catch (error) {
      setRefusal(reasonOf(error))
    }
  }

  return (
    <>
      <Button look="quiet" size="icon" popoverTarget={id} aria-label={w.label(me.name ?? '')} title={me.name}>
        <CircleUserRound className="size-4" aria-hidden />
      </Button>
      <div
        id={id}
        popover="auto"
        className="fixed inset-auto top-14 right-4 m-0 w-64 flex-col gap-3 rounded-lg border border-line bg-surface p-4 text-ink text-sm shadow-2xl open:flex"
      >
        <p>
          <Sentence
            text={w.signedInAs}
            parts={{ name: <UserText className="font-medium">{me.name ?? ''}</UserText> }}
          />
          <span className="block text-muted text-xs">{w.roles[me.role]}</span>
        </p>
        {me.mode === 'header' ? (
          <p className="text-muted text-xs">{w.signOutElsewhere}</p>
        ) : (
          <>
            {(me.mode === 'password' || me.mode === 'oidc') && (
              <a href="/tokens" className={buttonClass('quiet')} title={w.tokensHint}>
                {w.tokens}
              </a>
            )}
            <Button onClick={() => leave('/api/session')}>{w.signOut}</Button>
            <Button look="quiet" onClick={() => leave('/api/sessions')}>
              {w.signOutEverywhere}
            </Button>
          </>
        )}
        {refusal && (
          <p role="alert" className="text-failure text-xs">
            {refusal}
          </p>
        )}
      </div>
    </>
  )
}
