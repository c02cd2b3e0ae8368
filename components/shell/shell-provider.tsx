'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, Suspense, useMemo, useState } from 'react'
import { late } from '#components/ui/late.ts'
import { ModalLoading } from '#components/ui/modal-loading.tsx'
import { words } from '#components/words/words.ts'
import { ShellContext } from './shell-context.ts'
import { type Keys, useKeys } from './use-keys.ts'
import { usePages } from './use-pages.ts'

// Most visits need neither.
const Palette = late(() => import('./palette.tsx').then((module) => module.Palette))
const KeyHelp = late(() => import('./key-help.tsx').then((module) => module.KeyHelp))

/** The keys that work on every page, and what they open. */
export function ShellProvider({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<'palette' | 'help'>()
  // A dialog says late that it was closed: by then another key may have opened the other one.
  const close = (which: typeof opened) => () => setOpened((now) => (now === which ? undefined : now))
  const router = useRouter()
  const pages = usePages()
  const shell = useMemo(() => ({ openPalette: () => setOpened('palette'), openHelp: () => setOpened('help') }), [])
  const keys = useMemo<Keys>(
    () => ({
      'mod+k': shell.openPalette,
      '?': shell.openHelp,
      ...Object.fromEntries(pages.map(({ key, path }) => [`g ${key}`, () => router.push(path)])),
    }),
    [shell, router, pages],
  )
  useKeys(keys)
  return (
    <ShellContext value={shell}>
      {children}
      {opened && (
        <Suspense fallback={<ModalLoading title={words.shell.loading} onClose={close(opened)} />}>
          {opened === 'palette' ? <Palette onClose={close('palette')} /> : <KeyHelp onClose={close('help')} />}
        </Suspense>
      )}
    </ShellContext>
  )
}
