'use client'

import { Command, Keyboard } from 'lucide-react'
import Link from 'next/link'
import { NewJobButton } from '#components/new-job/new-job-button.tsx'
import { Button } from '#components/ui/button.tsx'
import { NotifyButton } from '#components/watched/notify-button.tsx'
import { words } from '#components/words/words.ts'
import { AccountMenu } from './account-menu.tsx'
import { ConnectionStatus } from './connection-status.tsx'
import { EventLatency } from './event-latency.tsx'
import { Logo } from './logo.tsx'
import { Navigation } from './navigation.tsx'
import { SearchField } from './search-field.tsx'
import { useShell } from './shell-context.ts'
import { ThemeToggle } from './theme-toggle.tsx'

/** The top of every page. */
export function Header() {
  const { openPalette, openHelp } = useShell()
  return (
    <header className="flex h-(--header) shrink-0 items-center gap-2 border-line border-b bg-surface px-3 sm:gap-4 sm:px-6">
      <Link
        href="/"
        prefetch={false}
        className="flex items-center gap-2 font-semibold text-base tracking-tight"
        aria-label={words.shell.home}
      >
        <Logo />
        <span className="max-lg:sr-only">{words.shell.product}</span>
      </Link>
      <Navigation />
      <SearchField />
      <ConnectionStatus />
      <EventLatency />
      <div className="ml-auto flex items-center gap-0.5 sm:gap-1">
        <NotifyButton />
        <Button
          look="quiet"
          size="icon"
          onClick={openPalette}
          aria-label={words.shell.commands}
          aria-keyshortcuts="Control+k"
          title={words.shell.withKey(words.shell.commands, 'Ctrl K')}
          className="max-sm:hidden"
        >
          <Command className="size-4.5" aria-hidden />
        </Button>
        <Button
          look="quiet"
          size="icon"
          onClick={openHelp}
          aria-label={words.shell.keyHelp}
          aria-keyshortcuts="?"
          title={words.shell.withKey(words.shell.keyHelp, '?')}
          className="max-lg:hidden"
        >
          <Keyboard className="size-4.5" aria-hidden />
        </Button>
        <ThemeToggle />
        <AccountMenu />
        <div className="ml-1 max-lg:hidden">
          <NewJobButton />
        </div>
      </div>
    </header>
  )
}
