'use client'

import { createContext, useContext } from 'react'
import type { Template } from './template.ts'

/** A job that was just submitted from this page. */
export interface Submitted {
  id: string
  title: string
}

export interface NewJob {
  /** Opens the dialog, with the form of a type if one is named. */
  open(type?: string): void
  /** Opens it with the form of a job's type, filled in with the job's input. */
  openFrom(template: Template): void
  /** Says that a job was submitted, with a link to it. */
  announce(submitted: Submitted): void
}

export const NewJobContext = createContext<NewJob>({
  open: () => undefined,
  openFrom: () => undefined,
  announce: () => undefined,
})

export const useNewJob = (): NewJob => useContext(NewJobContext)
