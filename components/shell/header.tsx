import Link from 'next/link'
import { NewJobButton } from '#components/new-job/new-job-button.tsx'
import { AccountMenu } from './account-menu.tsx'
import { ConnectionStatus } from './connection-status.tsx'
import { EventLatency } from './event-latency.tsx'
import { Logo } from './logo.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

/** The top of every page. */
export function Header() {
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 border-line border-b bg-surface px-4 sm:gap-5 sm:px-6">
      <Link
        href="/"
        prefetch={false}
        className="flex items-center gap-2 font-semibold text-base tracking-tight"
        aria-label="Waybill, to the board"
      >
        <Logo />
        <span className="max-[420px]:sr-only">Waybill</span>
      </Link>
      <ConnectionStatus />
      <EventLatency />
      <div className="ml-auto flex items-center gap-1.5">
        <ThemeToggle />
        <AccountMenu />
        <NewJobButton />
      </div>
    </header>
  )
}
