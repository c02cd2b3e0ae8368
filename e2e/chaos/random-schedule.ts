import fc from 'fast-check'

/** What a random run may do to the product, and how it does it is in `random-scenario.ts`. */
export const faultKinds = [
  'cut browsers',
  'blackhole browsers',
  'cut redis',
  'blackhole redis',
  'slices',
  'latency',
  'pause web',
  'kill web',
  'pause worker',
  'kill worker',
  'stop worker',
  'pause redis',
  'kill redis',
  'trim stream',
] as const
export type FaultKind = (typeof faultKinds)[number]

export interface PlannedFault {
  atMs: number
  lastsMs: number
  kind: FaultKind
  /** Which of two nodes it hits. */
  node: 0 | 1
}
export type Schedule = readonly PlannedFault[]

const plannedFault = fc.record<PlannedFault>({
  atMs: fc.integer({ min: 0, max: 12_000 }),
  lastsMs: fc.integer({ min: 50, max: 4_000 }),
  kind: fc.constantFrom(...faultKinds),
  node: fc.constantFrom(0, 1),
})

/** The schedule a seed stands for, always the same. */
export function scheduleOf(seed: number): Schedule {
  const [faults = []] = fc.sample(fc.array(plannedFault, { minLength: 2, maxLength: 7, size: 'max' }), {
    seed,
    numRuns: 1,
  })
  return faults.toSorted((a, b) => a.atMs - b.atMs)
}
