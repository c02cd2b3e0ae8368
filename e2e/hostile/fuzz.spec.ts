import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { freePort } from '#server/testing/free-port.ts'
import { type StartedWaybill, startWaybill } from '../start-waybill.ts'
import { expect, test } from '../waybill-test.ts'
import { anyPacket } from './any-packet.ts'
import { anyRequest } from './any-request.ts'
import { heapOf } from './heap-of.ts'
import { raw, talk, withBody } from './raw-http.ts'
import { RawSocket } from './raw-socket.ts'

const { FUZZ_SEED = '20261122', FUZZ_REQUESTS = '10000' } = process.env
const seed = Number(FUZZ_SEED)
const total = Number(FUZZ_REQUESTS)

/** Sent together: the server must also bear them at once. */
const together = 50
/** What the heap may keep: caches that fill once. */
const maxGrowthBytes = 24 * 2 ** 20

test('[I10] ten thousand random requests and packets leave the server ready and its memory as it was', async () => {
  test.setTimeout(60_000 + total * 10)
  const inspectPort = await freePort()
  const waybill = await startWaybill({ env: { NODE_OPTIONS: `--inspect-port=127.0.0.1:${inspectPort}` } })
  try {
    const { web = 0 } = await waybill.pids()
    // [row 75] A body that hardly moves has half a minute, which passes with the rest.
    const stuck = talk(waybill.url, withBody('/api/uploads', 'half', ['Content-Length: 5000']), { withinMs: 60_000 })
    // Code that was never run and caches that were never filled are no leak.
    await fuzz(waybill, total / 10, seed + 1)
    const before = await heapOf(web, inspectPort)
    const began = performance.now()
    await fuzz(waybill, total, seed)
    const seconds = (performance.now() - began) / 1_000
    await expect.poll(async () => (await talk(waybill.url, raw('GET', '/api/ready'))).status).toBe(200)
    const grown = (await heapOf(web, inspectPort)) - before
    const said = `seed ${seed}: ${total} in ${seconds.toFixed(1)} s, heap ${(before / 2 ** 20).toFixed(1)} MiB, grown by ${(grown / 2 ** 20).toFixed(1)} MiB`
    console.log(said)
    expect(grown, said).toBeLessThan(maxGrowthBytes)
    const { status, code, head } = await stuck
    expect([status, code, head]).toEqual([408, 'body_timeout', expect.stringMatching(/connection: close/i)])
    expect(await readdir(join(waybill.dataDir, 'tmp'))).toEqual([])
    expect((await waybill.pids()).web, 'the web process was not started again').toBe(web)
    expect(
      waybill
        .logs()
        .split('\n')
        .filter((line) => /"level":[56]0/.test(line)),
    ).toEqual([])
  } finally {
    await waybill.stop()
  }
})

/** Half of it are requests, half packets. A failure names the seed and what was sent. */
async function fuzz({ url }: StartedWaybill, count: number, runSeed: number): Promise<void> {
  const settings = { seed: runSeed, numRuns: Math.ceil(count / 2 / together), endOnFailure: true }
  const several = { minLength: together, maxLength: together }
  await fc.assert(
    fc.asyncProperty(fc.array(anyRequest, several), async (requests) => {
      const answers = await Promise.all(requests.map((request) => talk(url, request)))
      const failed = answers.findIndex(({ status = 0 }) => status >= 500)
      if (failed >= 0) throw new Error(`${answers[failed]?.head} to ${JSON.stringify(String(requests[failed]))}`)
    }),
    settings,
  )
  await fc.assert(
    fc.asyncProperty(fc.array(anyPacket, several), async (packets) => {
      // Ten each: a connection may be ended by what is sent on it.
      const sockets = await Promise.all(Array.from({ length: 5 }, () => RawSocket.open(url)))
      for (const [i, packet] of packets.entries()) if (!sockets[i % 5]?.closed) sockets[i % 5]?.send(packet)
      for (const socket of sockets) {
        // The answer, or the end: both say that everything before was dealt with.
        socket.send('4299["watch",{}]')
        await Promise.race([socket.hears(/^4399/), socket.isCutOff()])
        socket.close()
      }
    }),
    settings,
  )
}
