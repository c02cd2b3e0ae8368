import type { Measured } from '../measure/write-result.ts'

export const queueFollowers = ['tail', 'QueueEvents'] as const
export type QueueFollower = (typeof queueFollowers)[number]

/** One run: so many queues with `rate` events a second in all of them together. */
export interface QueuesRun {
  follower: QueueFollower
  queues: number
  rate: number
  events: number
  /** Events that were read. */
  read: number
  p50: number
  p99: number
  connections: number
  followerCores: number
  redisCores: number
  /** Of the whole machine, 0 to 1. */
  machineBusy: number
}

export interface QueuesResult extends Measured {
  seconds: number
  repeats: number
  runs: QueuesRun[]
}
