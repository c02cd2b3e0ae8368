'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { JobType } from '#core/job-type.ts'

const JobTypes = createContext<readonly JobType[]>([])

/** Makes the catalogue known to every card and form below. */
export function JobTypesProvider({ types, children }: { types: readonly JobType[]; children: ReactNode }) {
  return <JobTypes value={types}>{children}</JobTypes>
}

export const useJobTypes = (): readonly JobType[] => useContext(JobTypes)

/** The description of a type; undefined for jobs of queues that other programs own. */
export const useJobType = (type: string): JobType | undefined => useJobTypes().find((known) => known.type === type)
