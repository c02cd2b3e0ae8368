import { promise, type Scenario } from '../scenario.ts'
import { waitUntil } from '../wait-until.ts'

/** Harm to the web processes and to those who listen to them. */
export const webFaults: Scenario[] = [
  {
    id: 'F4',
    title: 'a web node is killed: its browsers move to the other node',
    bounded: true,
    async run({ stack: { webs }, browsers: [first], measures }) {
      const [web] = webs
      const from = performance.now()
      await web?.process.kill()
      const { transport } = first
      const moved = () => transport.lostAt.length > 0 && transport.connectedAt && first.connection.state === 'live'
      await waitUntil('Live updates from the other node', moved, 12_000)
      measures.push(`live on the other node after ${Math.round(performance.now() - from)} ms`)
      await web?.process.start()
    },
  },
  {
    id: 'F14',
    title: 'a browser that hardly reads harms nobody else',
    async run(world) {
      const [, web] = world.stack.webs
      if (!web) throw new Error('This needs two web nodes.')
      await world.browser('slow browser', [web.url], [{ kind: 'board', perState: 100 }])
      const quick = await world.browser('quick browser', [web.directUrl], [{ kind: 'board', perState: 100 }])
      web.fromBrowsers.set({ bytesPerSecond: 2_000 })
      const id = await world.submit({ steps: 100, stepMs: 80 })
      const ended = () => (quick.wire.events.get(`${id} succeeded`) ?? 0) > 0
      await waitUntil('The end of a job on the quick browser', ended, 20_000)
      promise(quick.transport.lostAt.length === 0, 'The quick browser lost its connection.')
      promise(quick.wire.resets.length === 0, 'The quick browser had to start anew.')
    },
  },
  {
    id: 'F17',
    title: 'a stream is trimmed while a web node is away: the loss is known and told',
    bounded: true,
    async run({ stack, browsers: [first], load, redis }) {
      const [web] = stack.webs
      const events = 'bull:rehearsal:events'
      const before = await redis.xlen(events)
      web?.process.pause()
      await waitUntil('Events the node cannot see', async () => (await redis.xlen(events)) > before + 60, 20_000)
      await load.stop()
      // What runs to its end while the node is away leaves no trace but the gap.
      await waitUntil('The end of all jobs', async () => (await redis.llen('bull:rehearsal:active')) === 0, 15_000)
      await redis.xtrim(events, 'MAXLEN', 0)
      web?.process.resume()
      const told = () => first.wire.resets.some(({ reason }) => reason === 'gap')
      await waitUntil('A reset that names the gap', told, 10_000)
    },
  },
]
