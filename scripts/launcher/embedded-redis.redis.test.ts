import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { connectRedis } from './connect-redis.mjs'
import { prepareEmbeddedRedis } from './embedded-redis.mjs'
import { findRedis } from './find-redis.mjs'
import { processStart } from './process-start.mjs'
import { projectRoot } from './project-root.mjs'
import { restartPolicy } from './restart-policy.mjs'
import { supervise } from './supervise.mjs'

const program = await findRedis({ root: projectRoot, say: () => {} })

async function folder() {
  const dir = await mkdtemp(join(tmpdir(), 'waybill-embedded-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}

async function start(dir: string) {
  const redis = await prepareEmbeddedRedis({ program, dir })
  const { child, ready } = redis.spawnChild()
  onTestFinished(() => void child.kill('SIGKILL'))
  await ready
  return { url: redis.url, clientUrl: redis.clientUrl, pid: child.pid ?? 0 }
}

async function ask(url: string, ...command: string[]) {
  const redis = await connectRedis(url)
  try {
    return await redis.call(...command)
  } finally {
    redis.close()
  }
}

test('the embedded Redis never evicts, writes through to the disk and tells its password to nobody', async () => {
  const dir = await folder()
  const { url, pid } = await start(dir)
  for (const [setting, value] of [
    ['maxmemory-policy', 'noeviction'],
    ['appendonly', 'yes'],
    ['appendfsync', 'always'],
    ['protected-mode', 'yes'],
    ['bind', '127.0.0.1'],
  ]) {
    expect(await ask(url, 'CONFIG', 'GET', setting ?? '')).toEqual([setting, value])
  }
  const { password } = new URL(url)
  expect(password).toHaveLength(64)
  expect(await readFile(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(password)
  expect((await stat(join(dir, 'redis.conf'))).mode & 0o777).toBe(0o600)
  await expect(connectRedis(url.replace(password, 'guess'))).rejects.toThrow('WRONGPASS')
})

test('who works with jobs may do that, and nothing to the server or to the keys of others', async () => {
  const { url, clientUrl } = await start(await folder())
  await ask(url, 'SET', 'foreign', 'secret')
  for (const command of [
    ['SET', 'bull:mail:1', 'x'],
    ['XADD', 'waybill:{bull}:x', '*', 'a', 'b'],
    ['EVAL', "redis.call('TIME') return redis.call('HSET', KEYS[1], 'a', 'b')", '1', 'bull:mail:2'],
    ['PUBLISH', 'waybill:{bull}:cancel', 'x'],
    ['INFO', 'memory'],
    ['SCAN', '0'],
  ]) {
    await expect(ask(clientUrl, ...command), command.join(' ')).resolves.toBeDefined()
  }
  for (const command of [
    ['GET', 'foreign'],
    ['SET', 'other:x', 'y'],
    ['EVAL', "return redis.call('GET', 'foreign')", '0'],
    ['EVAL', "return redis.call('FLUSHALL')", '0'],
    ['PUBLISH', 'news', 'x'],
    ['KEYS', '*'],
    ['FLUSHALL'],
    ['CONFIG', 'GET', '*'],
    ['CLIENT', 'LIST'],
    ['DEBUG', 'SLEEP', '0'],
    ['ACL', 'LIST'],
    ['SHUTDOWN'],
    ['SCRIPT', 'FLUSH'],
    ['FUNCTION', 'FLUSH'],
    ['REPLICAOF', 'evil.example', '6379'],
    ['MODULE', 'LOAD', '/tmp/evil.so'],
  ]) {
    await expect(ask(clientUrl, ...command), command.join(' ')).rejects.toThrow(
      /NOPERM|The user executing the script|(DEBUG|MODULE) command not allowed/,
    )
  }
  expect(await ask(url, 'GET', 'foreign')).toBe('secret')
})

test('a killed Redis comes back on the same port and password with all it acknowledged', async () => {
  const redis = await prepareEmbeddedRedis({ program, dir: await folder() })
  const pids: (number | undefined)[] = []
  const supervisor = supervise({
    name: 'redis',
    spawnChild: redis.spawnChild,
    say: () => {},
    onChange: (pid: number | undefined) => pids.push(pid),
    policy: { ...restartPolicy, firstDelayMs: 10 },
  })
  onTestFinished(() => supervisor.stop(5_000))
  await supervisor.ready
  await ask(redis.url, 'SET', 'acknowledged', 'yes')
  process.kill(pids[0] ?? 0, 'SIGKILL')
  await vi.waitFor(async () => expect(await ask(redis.url, 'GET', 'acknowledged')).toBe('yes'), 10_000)
})

test('a Redis left over by a killed supervisor is shut down before a new one gets its data', async () => {
  const dir = await folder()
  const leftover = await start(dir)
  await ask(leftover.url, 'SET', 'job', 'kept')
  const next = await start(dir)
  expect(processStart(leftover.pid)).toBeUndefined()
  expect(await ask(next.url, 'GET', 'job')).toBe('kept')
})

test('a leftover that no longer answers is killed', async () => {
  const dir = await folder()
  const leftover = await start(dir)
  process.kill(leftover.pid, 'SIGSTOP')
  const next = await start(dir)
  expect(processStart(leftover.pid)).toBeUndefined()
  expect(await ask(next.url, 'PING')).toBe('PONG')
})

test('a stranger that got the port of the last Redis is left alone', async () => {
  const [mine, theirs] = [await folder(), await folder()]
  const stranger = await start(theirs)
  // The same port and password: only the folder of its data tells it from a Redis of ours.
  const conf = await readFile(join(theirs, 'redis.conf'), 'utf8')
  await writeFile(join(mine, 'redis.conf'), conf.replaceAll(theirs, mine))
  await start(mine)
  expect(await ask(stranger.url, 'PING')).toBe('PONG')
})
