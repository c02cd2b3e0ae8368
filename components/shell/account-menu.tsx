'use client'

import { CircleUserRound } from 'lucide-react'
import { Suspense, useId, useState } from 'react'
import { useMe } from '#components/sign-in/me-context.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { late } from '#components/ui/late.ts'
import { words } from '#components/words/words.ts'

// Few visits open it.
const AccountCard = late(() => import('./account-card.tsx').then((module) => module.AccountCard))

const w = words.account

/** Who looks at the page, and the way out; for a visitor the way in. */
export function AccountMenu() {
  const me = useMe()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  // Where nobody is asked who they are there is nothing to leave.
  if (!me || me.mode === 'none') return null
  if (me.isVisitor) {
    return (
      <a href="/sign-in" className={buttonClass('quiet')} title={w.visitor}>
        {w.signIn}
      </a>
    )
  }

  return (
    <>
      <Button look="quiet" size="icon" popoverTarget={id} aria-label={w.label(me.name ?? '')} title={me.name}>
        <CircleUserRound className="size-4" aria-hidden />
      </Button>
      <div
        id={id}
        popover="auto"
        onBeforeToggle={({ newState }) => newState === 'open' && setOpen(true)}
        className="fixed inset-auto top-14 right-4 m-0 w-64 flex-col gap-3 rounded-lg border border-line bg-surface p-4 text-ink text-sm shadow-2xl open:flex"
      >
        {isOpen && (
          <Suspense fallback={<p className="text-muted">{words.shell.loading}</p>}>
            <AccountCard me={me} />
          </Suspense>
        )}
      </div>
    </>
  )
}
