import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { findRedis } from './find-redis.mjs'
import { processStart } from './process-start.mjs'
import { projectRoot } from './project-root.mjs'
import { runWaybill } from './run-waybill.mjs'
import { readStatusFile } from './status-file.mjs'

/** Serves, and when it is asked to end notes whether Redis is still there before it does. */
const child = `
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
const { WAYBILL_DATA_DIR, WAYBILL_ROLE, REDIS_URL } = process.env
process.on('SIGTERM', () => {
  const end = (found) => {
    writeFileSync(WAYBILL_DATA_DIR + '/' + WAYBILL_ROLE + '-saw-redis', found)
    process.exit(0)
  }
  const socket = connect(Number(new URL(REDIS_URL).port), '127.0.0.1', () => end('yes'))
  socket.on('error', () => end('no'))
})
process.on('disconnect', () => process.exit(0))
process.send('ready')
`

async function waybill(script: string, role = 'all') {
  const dataDir = await mkdtemp(join(tmpdir(), 'waybill-run-'))
  await writeFile(join(dataDir, 'child.mjs'), script)
  const stop = new AbortController()
  const said: string[] = []
  const url = 'http://localhost:4999'
  const ended = runWaybill({
    environment: { dataDir, role, host: '127.0.0.1', port: { port: 4999 }, redisUrl: undefined },
    redis: await findRedis({ root: projectRoot, say: () => {} }),
    url,
    mode: 'production',
    argsOf: () => ['child.mjs'],
    root: dataDir,
    say: (line: string) => said.push(line),
    signal: stop.signal,
    took: () => '0.1 s',
  })
  onTestFinished(async () => {
    stop.abort()
    await ended.catch(() => {})
    await rm(dataDir, { recursive: true, force: true })
  })
  return { dataDir, url, said, ended, stop: () => stop.abort() }
}

test('Waybill is ready when all of it is, ends Redis last, and leaves nothing running', async () => {
  const { dataDir, url, said, stop, ended } = await waybill(child)
  await vi.waitFor(() => expect(said).toEqual([`Waybill is ready on ${url} (0.1 s)`]), 10_000)
  const status = await readStatusFile(dataDir)
  expect(status).toMatchObject({ pid: process.pid, url })
  const pids: number[] = Object.values(status.children)
  expect(Object.keys(status.children).sort()).toEqual(['redis', 'web', 'worker'])

  stop()
  await ended
  expect(pids.map(processStart)).toEqual([undefined, undefined, undefined])
  expect(await readFile(join(dataDir, 'web-saw-redis'), 'utf8')).toBe('yes')
  expect(await readFile(join(dataDir, 'worker-saw-redis'), 'utf8')).toBe('yes')
  expect(await readdir(dataDir)).not.toContain('waybill.json')
})

test('the role worker starts no web process', async () => {
  const { dataDir, said } = await waybill(child, 'worker')
  await vi.waitFor(() => expect(said).toEqual(["Waybill's worker is ready (0.1 s)"]), 10_000)
  expect(Object.keys((await readStatusFile(dataDir)).children).sort()).toEqual(['redis', 'worker'])
})

test('a process that cannot run with its settings ends Waybill instead of being tried again', async () => {
  const { ended } = await waybill('process.exit(78)')
  await expect(ended).rejects.toThrow('Correct the setting')
})
