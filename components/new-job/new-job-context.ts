'use client'

import { createContext, useContext } from 'react'

/** A job that was just submitted from this page. */
export interface Submitted {
  id: string
  title: string
}

export interface NewJob {
  /** Opens the dialog. */
  open(): void
  /** Says that a job was submitted, with a link to it. */
  announce(submitted: Submitted): void
}

export const NewJobContext = createContext<NewJob>({ open: () => undefined, announce: () => undefined })

export const useNewJob = (): NewJob => useContext(NewJobContext)
