'use client'

import { CircleUserRound } from 'lucide-react'
import { useId, useState } from 'react'
import { ask, reasonOf } from '#components/api/ask.ts'
import { useMe } from '#components/sign-in/me-context.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import type { Role } from '#core/principal.ts'

const roleWords: Record<Role, string> = {
  submitter: 'Submits jobs and sees their own.',
  viewer: 'Sees how all jobs fare.',
  operator: 'Sees and commands all jobs.',
  admin: 'May do everything.',
}

/** Who looks at the page, and the way out; for a visitor the way in. */
export function AccountMenu() {
  const me = useMe()
  const id = useId()
  const [refusal, setRefusal] = useState<string>()
  // Where nobody is asked who they are there is nothing to leave.
  if (!me || me.mode === 'none') return null
  if (me.isVisitor) {
    return (
      <a href="/sign-in" className={buttonClass('quiet')} title="You see the jobs you submitted in this browser">
        Sign in
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
      <Button look="quiet" size="icon" popoverTarget={id} aria-label={`Account of ${me.name}`} title={me.name}>
        <CircleUserRound className="size-4" aria-hidden />
      </Button>
      <div
        id={id}
        popover="auto"
        className="fixed inset-auto top-14 right-4 m-0 w-64 flex-col gap-3 rounded-lg border border-line bg-surface p-4 text-ink text-sm shadow-2xl open:flex"
      >
        <p>
          Signed in as <UserText className="font-medium">{me.name ?? ''}</UserText>
          <span className="block text-muted text-xs">{roleWords[me.role]}</span>
        </p>
        {me.mode === 'header' ? (
          <p className="text-muted text-xs">The proxy in front of Waybill says so; sign out there.</p>
        ) : (
          <>
            {(me.mode === 'password' || me.mode === 'oidc') && (
              <a href="/tokens" className={buttonClass('quiet')} title="Let programs in as you">
                Tokens
              </a>
            )}
            <Button onClick={() => leave('/api/session')}>Sign out</Button>
            <Button look="quiet" onClick={() => leave('/api/sessions')}>
              Sign out everywhere
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
