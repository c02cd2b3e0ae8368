import type { ReactNode } from 'react'
import { Logo } from '#components/shell/logo.tsx'
import { Main } from '#components/shell/main.tsx'
import { ThemeToggle } from '#components/shell/theme-toggle.tsx'
import { words } from '#components/words/words.ts'

/** The top of the page of a shared job. It leads nowhere: whoever holds a link may see nothing else. */
export function SharedFrame({ status, children }: { status?: ReactNode; children: ReactNode }) {
  return (
    <>
      <header className="flex h-14 shrink-0 items-center gap-3 border-line border-b bg-surface px-4 sm:gap-5 sm:px-6">
        <span className="flex items-center gap-2 font-semibold text-base tracking-tight">
          <Logo />
          {words.shell.product}
        </span>
        {status}
        <div className="ml-auto">
          <ThemeToggle />
        </div>
      </header>
      <Main>{children}</Main>
    </>
  )
}
