'use client'

import { createContext, type ReactNode, useCallback, useContext } from 'react'
import type { Job } from '#core/job.ts'
import type { JobType } from '#core/job-type.ts'
import { stageLabel } from './stage-label.ts'

const JobTypes = createContext<readonly JobType[]>([])

/** Makes the catalogue known to every card and form below. */
export function JobTypesProvider({ types, children }: { types: readonly JobType[]; children: ReactNode }) {
  return <JobTypes value={types}>{children}</JobTypes>
}

export const useJobTypes = (): readonly JobType[] => useContext(JobTypes)

/** The description of a type; undefined for jobs of queues that other programs own. */
export const useJobType = (type: string): JobType | undefined => useJobTypes().find((known) => known.type === type)

/** Gives what people call the stage a job is in. */
export function useStageOf(): (job: Job) => string | undefined {
  const types = useJobTypes()
  return useCallback(
    ({ type, stage }) =>
      stage &&
      stageLabel(
        types.find((known) => known.type === type),
        stage,
      ),
    [types],
  )
}
