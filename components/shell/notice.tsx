import Link from 'next/link'
import type { ReactNode } from 'react'
import { buttonClass } from '#components/ui/button.tsx'
import { faces } from '#words/faces.ts'

/** A page that has only something to say: what happened, and the way on. */
export function Notice({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <section className="mx-auto flex w-full max-w-xl flex-1 flex-col items-start justify-center gap-4 px-6 py-16">
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      <div className="flex flex-col gap-2 text-base text-muted">{children}</div>
      <div className="flex flex-wrap gap-2 pt-2">
        {action}
        <Link href="/" prefetch={false} className={buttonClass(action ? 'plain' : 'primary')}>
          {faces.toBoard}
        </Link>
      </div>
    </section>
  )
}
