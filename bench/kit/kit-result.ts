import type { Measured } from '../measure/write-result.ts'

export const kitModes = ['kit', 'bare'] as const
/** `kit`: a job type as Waybill runs it. `bare`: a BullMQ worker with the same code and `job.updateProgress`. */
export type KitMode = (typeof kitModes)[number]

/** One run: so many jobs that wait in line, each with so many progress calls. */
export interface KitRun {
  mode: KitMode
  calls: number
  jobs: number
  seconds: number
  /** Of the worker process. */
  cpuSeconds: number
  redisCpuSeconds: number
  commands: number
}

export interface KitResult extends Measured {
  concurrency: number
  repeats: number
  runs: KitRun[]
}
