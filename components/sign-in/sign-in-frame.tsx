'use client'

import type { ReactNode } from 'react'
import { Logo } from '#components/shell/logo.tsx'
import { Refusal } from '#components/ui/refusal.tsx'
import { words } from '#components/words/words.ts'
import { signIn as w } from '#words/sign-in.ts'
import { useMe } from './me-context.tsx'

interface SignInFrameProps {
  /** Somebody was signed in, and is not any more. */
  isEnded: boolean
  /** Why somebody was sent back here. */
  refusal?: string
  children: ReactNode
}

/** The page of who is nobody yet: what is asked of them, and nothing else. Visitors have a header above it. */
export const SignInFrame = ({ isEnded, refusal, children }: SignInFrameProps) => (
  <section className="m-auto flex w-full max-w-sm flex-col gap-5 px-4 py-10">
    {useMe() === undefined && (
      <p className="flex items-center gap-2 font-semibold text-base tracking-tight">
        <Logo />
        {words.shell.product}
      </p>
    )}
    <h1 className="font-semibold text-2xl tracking-tight">{w.title}</h1>
    {isEnded && <p role="status">{w.ended}</p>}
    {children}
    <Refusal text={refusal} />
  </section>
)
