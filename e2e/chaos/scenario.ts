import type { Tamper } from './model-transport.ts'
import type { World } from './world.ts'

/** One thing that goes wrong, and what must hold all the same. */
export interface Scenario {
  /** As in `F4`, or the promise it is about; unique. */
  id: string
  title: string
  /** Part of `npm test`: short, and needs no waiting for locks or pings. */
  bounded?: boolean
  /** Jobs a second while it runs; 6 when not given. */
  perSecond?: number
  workers?: number
  respawnWorkers?: boolean
  /** How often the fault may make a job run again; 0 when not given. */
  extraRuns?: number
  /**
   * How often a job may be handed out to nobody: Redis gave it to a worker and died before the answer arrived. That counts as an
   * attempt, though none ran. 0 when not given.
   */
  lostHandouts?: number
  /** What happens to messages on their way into the first browser. */
  tamper?: () => Tamper
  /** Some jobs stay in line at the end: nobody is there to run them, or they cannot be run. */
  leavesUnfinished?: boolean
  /** Does the harm and heals it; throws when something that must hold does not. */
  run(world: World): Promise<void>
}

/** Says that a promise of the product was broken, as opposed to a test that could not be run. */
export class BrokenPromiseError extends Error {
  override readonly name = 'BrokenPromiseError'
}

/** Throws when `holds` is false. */
export function promise(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new BrokenPromiseError(sentence)
}
