import { spawn } from 'node:child_process'
import { expect, onTestFinished, test, vi } from 'vitest'
import { misconfigured, supervise } from './supervise.mjs'

const policy = { deaths: 3, withinMs: 60_000, firstDelayMs: 5, capMs: 20 }

/** Supervises `node -e script`, which sends `ready` by itself. */
function supervised(script: string) {
  const said: string[] = []
  const pids: (number | undefined)[] = []
  const supervisor = supervise({
    name: 'web',
    policy,
    say: (line: string) => said.push(line),
    onChange: (pid: number | undefined) => pids.push(pid),
    spawnChild() {
      const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
      return { child, ready: new Promise<void>((resolve) => child.once('message', () => resolve())) }
    },
  })
  onTestFinished(() => supervisor.stop(1_000))
  const starts = () => pids.filter((pid) => pid !== undefined)
  return { supervisor, said, starts, lastPid: () => pids.at(-1) }
}

const serves = "process.send('ready'); setInterval(() => {}, 1000);"

test('a child that is killed is started again as another process', async () => {
  const { supervisor, said, starts } = supervised(serves)
  expect(await supervisor.ready).toBe('ready')
  const [first] = starts()
  process.kill(first ?? 0, 'SIGKILL')
  await vi.waitFor(() => expect(starts()).toHaveLength(2), 5_000)
  expect(starts()[1]).not.toBe(first)
  expect(said[0]).toContain('web stopped (ended by SIGKILL); it is started again')
})

test('a child that keeps dying is given up with its exit code and its last words', async () => {
  const { supervisor, said, starts } = supervised("console.error('out of luck'); process.exit(7)")
  expect(await supervisor.ready).toBe('gave-up')
  expect(starts()).toHaveLength(policy.deaths)
  expect(said.at(-1)).toMatch(/web stopped 3 times within 60 s \(exit code 7\).*out of luck/s)
})

test('a child that cannot run with its settings is not tried again', async () => {
  const { supervisor, starts } = supervised(`process.exit(${misconfigured})`)
  expect(await supervisor.ready).toBe('misconfigured')
  expect(starts()).toHaveLength(1)
})

test('a program that does not exist is given up with the reason', async () => {
  const said: string[] = []
  const supervisor = supervise({
    name: 'redis',
    policy,
    say: (line: string) => said.push(line),
    spawnChild: () => ({ child: spawn('/does/not/exist'), ready: new Promise<void>(() => {}) }),
  })
  expect(await supervisor.ready).toBe('gave-up')
  expect(said.at(-1)).toContain('ENOENT')
})

test('a stopped child ends and is not started again', async () => {
  const { supervisor, said, starts, lastPid } = supervised(serves)
  await supervisor.ready
  await supervisor.stop(5_000)
  expect(lastPid()).toBeUndefined()
  expect(starts()).toHaveLength(1)
  expect(said).toEqual([])
})

test('a child that ignores SIGTERM is killed after the grace', async () => {
  const { supervisor, said, lastPid } = supervised(`process.on('SIGTERM', () => {}); ${serves}`)
  await supervisor.ready
  await supervisor.stop(50)
  expect(lastPid()).toBeUndefined()
  expect(said).toEqual(['web did not stop within 0.05 s and is killed.'])
})

test('a child that is replaced comes back at once, and it does not count as a death', async () => {
  const { supervisor, said, starts } = supervised(serves)
  await supervisor.ready
  supervisor.replace()
  await vi.waitFor(() => expect(starts()).toHaveLength(2), 5_000)
  expect(said).toEqual([])
})
