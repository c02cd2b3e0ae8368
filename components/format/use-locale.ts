'use client'

import { useSyncExternalStore } from 'react'
import { viewerLocale, wordsLocale } from './viewer-locale.ts'

const never = () => () => undefined

/** How to write numbers for this viewer. While the page wakes up it is what the server wrote, so that both draw the same. */
export const useLocale = (): string =>
  useSyncExternalStore(
    never,
    () => viewerLocale(),
    () => wordsLocale,
  )
