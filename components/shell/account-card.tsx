'use client'

import { useState } from 'react'
import { ask, reasonOf } from '#components/api/ask.ts'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { Sentence } from '#components/words/sentence.tsx'
import type { Me } from '#core/sign-in.ts'
import { account as w } from '#words/account.ts'

/** Who somebody is here, and the ways out. */
export function AccountCard({ me }: { me: Me }) {
  const [refusal, setRefusal] = useState<string>()

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
      <p>
        <Sentence text={w.signedInAs} parts={{ name: <UserText className="font-medium">{me.name ?? ''}</UserText> }} />
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
    </>
  )
}
