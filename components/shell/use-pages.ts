'use client'

import { useMemo } from 'react'
import { useMe } from '#components/sign-in/me-context.tsx'
import { type PageEntry, pages } from './pages.ts'

/** The pages that are for who looks. */
export function usePages(): readonly PageEntry[] {
  const me = useMe()
  return useMemo(() => pages.filter(({ right }) => !right || (me?.may.includes(right) ?? true)), [me])
}
