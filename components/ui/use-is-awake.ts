'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether the page is in the browser's hands: false on the server, and while the browser draws the same once more. */
export const useIsAwake = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
