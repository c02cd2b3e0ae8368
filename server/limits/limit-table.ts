/** How often something may be done under one key: `points` in `seconds`, all of them at once if need be. */
export interface Limit {
  points: number
  seconds: number
  /** What is counted, as the refusal says it. */
  what: string
}

/** Every limit there is. Who is counted, a person or an address, is the key that `take` is given. */
export const limitTable = {
  // Thirty a minute for as long as one likes, fifty at once.
  submit: { points: 50, seconds: 100, what: 'submits' },
  submitAddress: { points: 120, seconds: 60, what: 'submits from one address' },
  command: { points: 120, seconds: 60, what: 'commands' },
  uploadKib: { points: 2 ** 20, seconds: 3_600, what: 'KiB of uploads' },
  connect: { points: 30, seconds: 60, what: 'connections from one address' },
} as const satisfies Record<string, Limit>
export type LimitName = keyof typeof limitTable

/** How many uploads one sender may have on their way at a time. */
export const maxUploadsAtOnce = 2

/** How many connections one sender may have open; the oldest is closed for one more. */
export const maxSockets = 50
