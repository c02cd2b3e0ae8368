import type { Measured } from '../measure/write-result.ts'

export const realtimeModes = ['waybill', 'naive', 'raw ws'] as const
export type RealtimeMode = (typeof realtimeModes)[number]

/** What is loaded, and who watches what of it. */
export interface RealtimeShape {
  /** Everybody the same board, or each a job of their own. */
  watching: 'board' | 'job'
  /** Events a second. */
  rate: number
  watchers: number
}

/** One run of one server. CPU is counted in cores, and only while it was under load. */
export interface RealtimeRun extends RealtimeShape {
  /** How long it was measured. */
  seconds: number
  mode: RealtimeMode
  /** Events that were written. */
  events: number
  /** Updates that reached watchers. */
  updates: number
  p50: number
  p95: number
  p99: number
  max: number
  serverCores: number
  /** Server CPU for each update a watcher received, in microseconds. */
  microsPerUpdate: number
  redisCores: number
  loadCores: number
  /** The busiest process of watchers: at one core it, and not the server, is what is measured. */
  watcherCores: number
  /** Of the whole machine, 0 to 1. */
  machineBusy: number
}

export interface RealtimeResult extends Measured {
  repeats: number
  runs: RealtimeRun[]
}
