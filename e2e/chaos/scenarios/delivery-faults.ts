import type { JobEvent } from '#core/job-event.ts'
import type { Changes } from '#core/protocol.ts'
import type { Scenario } from '../scenario.ts'
import type { World } from '../world.ts'

/** Jobs live from beginning to end while messages are tampered with. */
async function liveOn(world: World): Promise<void> {
  const ids = await Promise.all([1, 2, 3, 4].map(() => world.submit({ steps: 25, stepMs: 60 })))
  for (const id of ids) await world.see('The end of a job', id, (job) => job.state === 'success')
}

/** Harm to messages on their way into browser 1. */
export const deliveryFaults: Scenario[] = [
  {
    id: 'F19',
    title: 'events are delivered again, later: they change nothing',
    bounded: true,
    tamper() {
      const earlier = new Map<string, JobEvent[]>()
      return (changes, deliver) => {
        const again = earlier.get(changes.watch) ?? []
        earlier.set(changes.watch, changes.events)
        deliver({ ...changes, events: [...changes.events, ...again] })
      }
    },
    run: liveOn,
  },
  {
    id: 'F19b',
    title: 'whole messages are delivered twice: they change nothing',
    tamper() {
      return (changes, deliver) => {
        deliver(changes)
        if (changes.n % 20 === 0) deliver(changes)
      }
    },
    run: liveOn,
  },
  {
    id: 'F20',
    title: 'messages overtake each other: the browser asks again',
    tamper() {
      let held: Changes | undefined
      return (changes, deliver) => {
        if (changes.n % 20 === 10 && !held) {
          held = changes
          return
        }
        deliver(changes)
        if (held) deliver(held)
        held = undefined
      }
    },
    run: liveOn,
  },
  {
    id: 'F21',
    title: 'messages are lost: the browser asks again',
    bounded: true,
    tamper() {
      let count = 0
      return (changes, deliver) => {
        count += 1
        if (count % 25 !== 0) deliver(changes)
      }
    },
    run: liveOn,
  },
]
