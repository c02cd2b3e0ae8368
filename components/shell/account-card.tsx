'use client'

import { ask } from '#components/api/ask.ts'
import { useAsking } from '#components/api/use-asking.ts'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { Refusal } from '#components/ui/refusal.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { Sentence } from '#components/words/sentence.tsx'
import type { Me } from '#core/sign-in.ts'
import { account as w } from '#words/account.ts'

/** Who somebody is here, and the ways out. */
export function AccountCard({ me }: { me: Me }) {
  const { refusal, attempt } = useAsking()

  const leave = (path: string) =>
    attempt(async () => {
      await ask(path, { method: 'DELETE' })
      location.assign('/')
    })

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
      <Refusal text={refusal} className="text-xs" />
    </>
  )
}
