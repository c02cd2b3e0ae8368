import type { Measured } from '../measure/write-result.ts'

export const boardSystems = ['Waybill', 'Bull Board'] as const
export type BoardSystem = (typeof boardSystems)[number]

/** So many open boards of one system, while jobs run in ten queues. */
export interface BoardsRun {
  system: BoardSystem
  boards: number
  /** Of all that use Redis. */
  commandsPerSecond: number
  serverCores: number
  redisCores: number
  /** How old what viewers see of running jobs is, in milliseconds; absent without viewers. */
  age?: { mean: number; p95: number }
  /** Polls that were answered each second. */
  pollsPerSecond?: number
}

export interface BoardsResult extends Measured {
  seconds: number
  queues: number
  /** How often each running job reports, in milliseconds: nobody can see anything newer. */
  reportEveryMs: number
  runs: BoardsRun[]
}
