'use client'

import { useSyncExternalStore } from 'react'
import type { Preference } from './preferences.ts'

/** What this browser remembers; null on the server and while the page wakes up. */
export const usePreference = (preference: Preference): string | null =>
  useSyncExternalStore(
    preference.subscribe,
    () => preference.get(),
    () => null,
  )
