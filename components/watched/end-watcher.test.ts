import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { ScriptedTransport } from '#components/live/scripted-transport.ts'
import { WatchStore } from '#components/live/watch-store.ts'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import type { Job } from '#core/job.ts'
import { EndWatcher } from './end-watcher.ts'
import { WatchedJobs } from './watched-jobs.ts'

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  })
  vi.stubGlobal('window', new EventTarget())
  onTestFinished(() => void vi.unstubAllGlobals())
})

const as = (job: Job, id: string): Job => ({ ...job, id })

/** Somebody whose browser has submitted `ids`, and what the page tells them. */
function startWatching(...ids: string[]) {
  const transport = new ScriptedTransport()
  const store = new WatchStore(transport, {
    schedule: (work) => {
      queueMicrotask(work)
      return () => undefined
    },
    onWake: () => () => undefined,
  })
  const jobs = new WatchedJobs()
  for (const id of ids) jobs.add(id)
  const page = { isVisible: true, comeBack: (): unknown => undefined }
  const told = { back: [] as string[][], ends: [] as string[] }
  const watcher = new EndWatcher({
    store,
    jobs,
    isVisible: () => page.isVisible,
    onReturn: (listener) => {
      page.comeBack = listener
      return () => undefined
    },
    onBack: (ended) => void told.back.push(ended.map(({ id }) => id)),
    onEnd: ({ id }) => void told.ends.push(id),
  })
  const stop = watcher.subscribe(() => undefined)
  onTestFinished(() => {
    stop()
    store.close()
  })
  transport.listener?.connected()
  return { transport, watcher, jobs, page, told }
}

/** The store has told what it heard. */
const drawn = () => new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(resolve)))

/** What happens to a job while it is watched, as the event that carries all of it. */
const became = (job: Job, version: string) => ({
  events: [{ type: 'submitted' as const, id: job.id, version, attempt: job.attempt.current, job: { ...job, version } }],
})

test('how far the jobs of a browser are is one number', async () => {
  const { transport, watcher } = startWatching('report:a', 'report:b')
  expect(watcher.read()).toEqual({ underway: 0, percent: null })
  transport.snapshot(as(sampleJobs.running, 'report:a'), as(sampleJobs.pending, 'report:b'))
  await drawn()
  expect(watcher.read()).toEqual({ underway: 2, percent: 21 })
})

test('who looks at the page is not told what they see', async () => {
  const { transport, told, jobs } = startWatching('report:a')
  transport.snapshot(as(sampleJobs.running, 'report:a'))
  await drawn()
  transport.changes(1, became(as(sampleJobs.success, 'report:a'), '9-0'))
  await drawn()
  expect(told).toEqual({ back: [], ends: [] })
  expect(jobs.open()).toEqual([])
})

test('who is elsewhere is told of each end at once, and on coming back of all of them, once', async () => {
  const { transport, told, jobs, page } = startWatching('report:a', 'report:b')
  transport.snapshot(as(sampleJobs.running, 'report:a'), as(sampleJobs.running, 'report:b'))
  await drawn()
  page.isVisible = false
  transport.changes(1, became(as(sampleJobs.success, 'report:a'), '9-0'))
  await drawn()
  transport.changes(2, became(as(sampleJobs.failure, 'report:b'), '9-1'))
  await drawn()
  expect(told).toEqual({ back: [], ends: ['report:a', 'report:b'] })
  page.isVisible = true
  page.comeBack()
  page.comeBack()
  expect(told.back).toEqual([['report:a', 'report:b']])
  expect(jobs.open()).toEqual([])
})

test('what ended before the page was opened was missed', async () => {
  const { transport, told } = startWatching('report:a')
  transport.snapshot(as(sampleJobs.failure, 'report:a'))
  await drawn()
  expect(told).toEqual({ back: [['report:a']], ends: [] })
})

test('a job that is not there any more is forgotten without a word', async () => {
  const { transport, told, jobs } = startWatching('report:gone')
  transport.snapshot()
  await drawn()
  expect(told).toEqual({ back: [], ends: [] })
  expect(jobs.open()).toEqual([])
})

test('whatever stands in the browser’s storage, the page goes on', () => {
  localStorage.setItem('waybill.jobs', '{"not": "a list"')
  const jobs = new WatchedJobs()
  expect(jobs.open()).toEqual([])
  jobs.add('report:a')
  expect(jobs.open()).toEqual(['report:a'])
  expect(jobs.open()).toBe(jobs.open())
})
