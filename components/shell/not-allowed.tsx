'use client'

import { useMe } from '#components/sign-in/me-context.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { words } from '#components/words/words.ts'
import { notAllowed as w } from '#words/not-allowed.ts'
import { Notice } from './notice.tsx'

/** A page that is not for who asks. Visitors may be somebody else once they have signed in. */
export function NotAllowed({ page }: { page: 'workers' | 'schedules' | 'audit' }) {
  const isVisitor = useMe()?.isVisitor === true
  return (
    <Notice
      title={w[page]}
      action={
        isVisitor && (
          <a href={`/sign-in?then=/${page}`} className={buttonClass('primary')}>
            {w.signIn}
          </a>
        )
      }
    >
      <title>{words.shell.tab(w[page])}</title>
      <p>{isVisitor ? w.visitor : w.text}</p>
    </Notice>
  )
}
