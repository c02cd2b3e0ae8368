'use client'

import { createContext, useContext } from 'react'

export interface Shell {
  openPalette(): void
  openHelp(): void
}

export const ShellContext = createContext<Shell>({ openPalette: () => undefined, openHelp: () => undefined })

export const useShell = (): Shell => useContext(ShellContext)
