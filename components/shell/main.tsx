import type { ReactNode } from 'react'

/** The part of a page that scrolls. */
export const Main = ({ children }: { children: ReactNode }) => (
  <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col overflow-y-auto outline-none">
    {children}
  </main>
)
