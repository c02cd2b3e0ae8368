import { setTimeout as sleep } from 'node:timers/promises'
import { promise, type Scenario } from '../scenario.ts'
import { waitUntil } from '../wait-until.ts'
import type { World } from '../world.ts'

/** Pauses Redis for a while, as a machine that swaps or a snapshot of its disk would. */
const pauseRedis = (ms: number) => async (world: World) => {
  const { process } = world.stack.redis
  process.pause()
  await sleep(ms)
  process.resume()
  await world.submit({ steps: 2, stepMs: 50 })
}

/** Harm to Redis itself. */
export const redisFaults: Scenario[] = [
  {
    id: 'F6',
    title: 'Redis is killed and back after three seconds: nothing that was accepted is lost',
    lostHandouts: 1,
    async run(world) {
      const { process } = world.stack.redis
      await process.kill()
      await sleep(3_000)
      await process.start()
      await world.submit({ steps: 2, stepMs: 50 })
      const told = () => world.browsers.every(({ wire }) => wire.resets.some(({ reason }) => reason === 'epoch'))
      await waitUntil('The word that the data is of another epoch', told, 15_000)
      const { refused, unknown } = world.load
      promise(refused + unknown > 0, 'Submits were accepted while Redis was away.')
    },
  },
  {
    id: 'F8',
    title: 'Redis stands still for ten seconds: no job runs twice',
    run: pauseRedis(10_000),
  },
  {
    id: 'F9',
    title: 'Redis stands still for 45 s: jobs may run again, and each ends once',
    // Their locks ran out meanwhile.
    extraRuns: 1,
    run: pauseRedis(45_000),
  },
  {
    id: 'F18',
    title: 'all data is deleted under load: every view starts anew, and nobody waits for events that will never come',
    bounded: true,
    async run(world) {
      await world.load.stop()
      await world.redis.flushall()
      world.load.forget()
      const told = () => world.browsers.every(({ wire }) => wire.resets.some(({ reason }) => reason === 'epoch'))
      const id = await world.submit({ steps: 4, stepMs: 50 })
      await waitUntil('The word that the data is of another epoch', told, 12_000)
      await world.see('A job of the new data', id, (job) => job.state === 'success')
    },
  },
]
