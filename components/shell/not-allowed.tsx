'use client'

import { useMe } from '#components/sign-in/me-context.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { words } from '#components/words/words.ts'
import { Notice } from './notice.tsx'

const w = words.faces.notAllowed

/** A page that is not for who asks. Visitors may be somebody else once they have signed in. */
export function NotAllowed({ page }: { page: 'workers' | 'schedules' | 'audit' }) {
  const isVisitor = useMe()?.isVisitor === true
  return (
    <Notice
      title={w[page]}
      action={
        isVisitor && (
          <a href={`/sign-in?then=/${page}`} className={buttonClass('primary')}>
            {words.faces.signIn.title}
          </a>
        )
      }
    >
      <title>{`${w[page]} · Waybill`}</title>
      <p>{isVisitor ? w.visitor : w.text}</p>
    </Notice>
  )
}
