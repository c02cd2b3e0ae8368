'use client'

import { Plus } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useNewJob } from '#components/new-job/new-job-context.ts'
import { useMay } from '#components/sign-in/me-context.tsx'
import { words } from '#components/words/words.ts'
import { usePages } from './use-pages.ts'

/** The pages, beside the logo. */
export function Navigation() {
  const path = usePathname()
  return (
    <nav aria-label={words.shell.pages} className="flex items-center gap-0.5 max-lg:hidden">
      {usePages().map(({ path: to, word }) => (
        <Link
          key={to}
          href={to}
          prefetch={false}
          aria-current={to === path ? 'page' : undefined}
          className="rounded-md px-2.5 py-1.5 font-medium text-muted hover:bg-sunken hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:text-ink"
        >
          {word}
        </Link>
      ))}
    </nav>
  )
}

/** The same under the thumb, with what a phone's header has no room for. */
export function BottomBar() {
  const path = usePathname()
  const { open } = useNewJob()
  const maySubmit = useMay('job.submit')
  const place =
    'flex flex-1 flex-col items-center justify-center gap-0.5 font-medium text-muted text-xs -outline-offset-2 aria-[current=page]:text-accent'
  return (
    <nav
      aria-label={words.shell.pages}
      className="flex h-(--bottom-bar) shrink-0 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {usePages().map(({ path: to, word, Icon }) => (
        <Link key={to} href={to} prefetch={false} aria-current={to === path ? 'page' : undefined} className={place}>
          <Icon className="size-5" aria-hidden />
          {word}
        </Link>
      ))}
      {maySubmit && (
        <button type="button" onClick={() => open()} className={place}>
          <Plus className="size-5" aria-hidden />
          {words.shell.newJob}
        </button>
      )}
    </nav>
  )
}
