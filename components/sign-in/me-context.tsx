'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { Action } from '#core/can.ts'
import type { Me } from '#core/sign-in.ts'

const MeContext = createContext<Me | undefined>(undefined)

/** Tells the page who looks at it. */
export const MeProvider = ({ me, children }: { me: Me; children: ReactNode }) => (
  <MeContext value={me}>{children}</MeContext>
)

/** Who looks at the page; undefined where nobody was named. */
export const useMe = (): Me | undefined => useContext(MeContext)

/**
 * Whether to offer something to who looks at the page. Only what is shown depends on it: the server asks again. Every job that a
 * submitter sees is their own, so it need not be said which.
 */
export const useMay = (action: Action): boolean => useMe()?.may.includes(action) ?? true
