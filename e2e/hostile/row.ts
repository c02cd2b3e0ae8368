import type { RawOptions } from './raw-http.ts'

/** One thing somebody may send, and what has to become of it. */
export interface HttpRow {
  /** The number in the list of bad input, see `elsewhere.ts`. */
  row: number
  what: string
  send: string | Buffer
  options?: RawOptions
  /** `closed`: no answer at all. */
  status: number | 'closed'
  /** Of the problem document; undefined where Node or Next answers without one. */
  code?: string
}
