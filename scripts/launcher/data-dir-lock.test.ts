import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { takeLock } from './data-dir-lock.mjs'
import { processStart } from './process-start.mjs'

async function folder() {
  const dir = await mkdtemp(join(tmpdir(), 'waybill-lock-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}

/** A process that takes the lock, says how that went, and then lives until it is killed. */
async function contender(dir: string) {
  const script = `
    const { takeLock } = await import(${JSON.stringify(join(import.meta.dirname, 'data-dir-lock.mjs'))})
    process.once('message', async () => process.send((await takeLock(${JSON.stringify(dir)})).taken))
    setInterval(() => {}, 60_000)
    process.send('up')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child, 'message')
  return {
    pid: child.pid,
    async take(): Promise<boolean> {
      const answer = once(child, 'message')
      child.send('take')
      return (await answer)[0]
    },
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

test('a lock that is held is refused with the pid of its holder', async () => {
  const dir = await folder()
  const other = await contender(dir)
  expect(await other.take()).toBe(true)
  expect(await takeLock(dir)).toMatchObject({ taken: false, holder: { pid: other.pid } })
})

test('a released lock can be taken again, and was left clean', async () => {
  const dir = await folder()
  const lock = await takeLock(dir)
  if (lock.taken) await lock.release()
  expect(await takeLock(dir)).toMatchObject({ taken: true, unclean: false })
})

test('the lock of a killed process is taken over, and was left unclean', async () => {
  const dir = await folder()
  const other = await contender(dir)
  await other.take()
  await other.kill()
  expect(await takeLock(dir)).toMatchObject({ taken: true, unclean: true })
})

test('a lock whose pid now belongs to another process is taken over', async () => {
  const dir = await folder()
  await writeFile(join(dir, '1'), JSON.stringify({ pid: process.ppid, started: 'long ago' }))
  expect(await takeLock(dir)).toMatchObject({ taken: true, unclean: true })
})

test('of many processes that find a dead holder at the same time exactly one wins', async () => {
  const dir = await folder()
  await writeFile(join(dir, '1'), JSON.stringify({ pid: process.pid, started: 'long ago' }))
  const contenders = await Promise.all(Array.from({ length: 6 }, () => contender(dir)))
  const outcomes = await Promise.all(contenders.map((each) => each.take()))
  expect(outcomes.filter(Boolean)).toHaveLength(1)
})

test('however often the lock changes hands, nobody has it at the same time as another', async () => {
  const dir = await folder()
  let holders = 0
  let taken = 0
  const most: number[] = []
  const takeAndRelease = async () => {
    for (let round = 0; round < 100; round++) {
      const lock = await takeLock(dir)
      if (!lock.taken) continue
      taken++
      most.push(++holders)
      await setImmediate()
      holders--
      await lock.release()
    }
  }
  await Promise.all(Array.from({ length: 12 }, takeAndRelease))
  expect(taken).toBeGreaterThan(12)
  expect(Math.max(...most)).toBe(1)
  expect(await readdir(dir)).toHaveLength(1)
})

test('a process that is gone has no start time, one that runs keeps its own', () => {
  expect(processStart(2 ** 22 + 1)).toBeUndefined()
  expect(processStart(process.pid)).toBe(processStart(process.pid))
  expect(processStart(process.pid)).not.toBe(processStart(process.ppid))
})
