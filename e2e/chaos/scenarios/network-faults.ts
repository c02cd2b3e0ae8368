import { setTimeout as sleep } from 'node:timers/promises'
import { promise, type Scenario } from '../scenario.ts'
import type { Fault } from '../tcp-proxy.ts'
import { waitUntil } from '../wait-until.ts'
import type { World } from '../world.ts'

/** A slow or broken way carries the life of a job from beginning to end. */
const slowly = (fault: Fault) => async (world: World) => {
  const nodes = [...world.stack.webs, ...world.stack.workers]
  for (const { fromBrowsers } of world.stack.webs) fromBrowsers.set(fault)
  for (const { toRedis } of nodes) toRedis.set(fault)
  const id = await world.submit({ steps: 5, stepMs: 200 })
  await world.see('The end of a job', id, (job) => job.state === 'success', 30_000)
}

/** Harm to the ways between browsers, web nodes, workers and Redis. */
export const networkFaults: Scenario[] = [
  {
    id: 'F10',
    title: 'connections of browsers are cut again and again: they come back and miss nothing',
    bounded: true,
    async run({ stack, browsers }) {
      for (let time = 1; time <= 3; time++) {
        const before = browsers.map(({ transport }) => transport.lostAt.length)
        for (const { fromBrowsers } of stack.webs) fromBrowsers.cut()
        const back = () =>
          browsers.every(
            ({ transport, connection }, i) =>
              transport.lostAt.length > (before[i] ?? 0) && transport.connectedAt && connection.state === 'live',
          )
        await waitUntil('Live updates after a cut', back, 8_000)
      }
      const replayed = browsers.every(({ wire }) => wire.modes.includes('replay'))
      promise(replayed, 'A browser that came back to its node was not told what it missed, but had to begin anew.')
    },
  },
  {
    id: 'F11',
    title: 'nothing comes through between browsers and web nodes: that is noticed within 18 s',
    async run({ stack, browsers, measures }) {
      const from = performance.now()
      const before = browsers.map(({ transport }) => transport.lostAt.length)
      for (const { fromBrowsers } of stack.webs) fromBrowsers.set({ blackhole: true })
      const stale = () => browsers.every(({ connection }) => connection.state !== 'live')
      await waitUntil('The word that updates have stopped', stale, 9_000)
      measures.push(`shown as not live after ${Math.round(performance.now() - from)} ms`)
      const noticed = () => browsers.every(({ transport }, i) => transport.lostAt.length > (before[i] ?? 0))
      await waitUntil('The loss of the connections', noticed, 18_500)
      measures.push(`connections given up after ${Math.round(performance.now() - from)} ms`)
    },
  },
  {
    id: 'F12',
    title: 'nothing comes through between a web node and Redis: submits fail at once, and no event is missed',
    async run({ stack: { webs }, load, measures }) {
      const before = load.acked.size
      for (const { toRedis } of webs) toRedis.set({ blackhole: true })
      const from = performance.now()
      await waitUntil('A submit that is refused', () => load.refused > 0, 4_000)
      measures.push(`first submit refused after ${Math.round(performance.now() - from)} ms`)
      await sleep(8_000) // longer than a blocking read may stay silent
      promise(load.acked.size - before < 12, 'Submits were accepted without Redis.')
    },
  },
  {
    id: 'F12b',
    title: 'connections between web nodes and Redis are cut: events of the meantime are read afterwards',
    async run({ stack: { webs } }) {
      for (let time = 1; time <= 4; time++) {
        for (const { toRedis } of webs) {
          toRedis.set({ refuse: true })
          toRedis.cut()
        }
        await sleep(400) // jobs go on without the web nodes
        for (const { toRedis } of webs) toRedis.set()
        await sleep(600)
      }
    },
  },
  { id: 'F13', title: 'every way takes 200 ms: all holds, only later', run: slowly({ latencyMs: 200 }) },
  { id: 'F13b', title: 'bytes arrive sixteen at a time: all holds', bounded: true, run: slowly({ sliceBytes: 16 }) },
]
