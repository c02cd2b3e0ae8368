'use client'

import { useState } from 'react'
import { ask, reasonOf } from '#components/api/ask.ts'
import { Moment } from '#components/time/moment.tsx'
import { Button } from '#components/ui/button.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { tokens as words } from '#words/tokens.ts'
import type { TokenListItem } from './token-list-item.ts'

/** One token of the list. Taking it back asks once more: what uses it stops at once. */
export function TokenRow({ token, onRevoked }: { token: TokenListItem; onRevoked: () => void }) {
  const [step, setStep] = useState<'calm' | 'sure' | 'asking'>('calm')
  const [refusal, setRefusal] = useState<string>()
  const { id, name, createdAt, usedAt, expiresAt } = token

  async function revoke() {
    if (step === 'calm') return setStep('sure')
    if (step === 'asking') return
    setStep('asking')
    try {
      await ask(`/api/tokens/${id}`, { method: 'DELETE' })
      onRevoked()
    } catch (error) {
      setRefusal(reasonOf(error))
      setStep('calm')
    }
  }

  const label = { calm: words.revokeOf(name), sure: words.sureOf(name), asking: words.revoking }[step]
  return (
    <li className="grid items-center gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_7rem_7rem_7rem_auto]">
      <UserText className="min-w-0 break-words font-medium">{name}</UserText>
      <Fact head={words.heads.made} at={createdAt} />
      <Fact head={words.heads.used} at={usedAt} />
      <Fact head={words.heads.ends} at={expiresAt} />
      <Button
        size="small"
        onClick={revoke}
        onBlur={() => step === 'sure' && setStep('calm')}
        aria-label={label}
        aria-disabled={step === 'asking'}
        className={`justify-self-start sm:w-36 ${step === 'sure' ? 'border-failure text-failure' : ''}`}
      >
        {{ calm: words.revoke, sure: words.sure, asking: words.revoking }[step]}
      </Button>
      {refusal && (
        <p role="alert" className="text-failure text-sm sm:col-span-5">
          {refusal}
        </p>
      )}
    </li>
  )
}

/** A time with what it is; on a wide page a head above all of them says it. */
const Fact = ({ head, at }: { head: string; at: string | undefined }) => (
  <p className="text-muted text-sm tabular-nums">
    <span className="sm:sr-only">{head} </span>
    {at === undefined ? words.neverUsed : <Moment at={Date.parse(at)} />}
  </p>
)
