import { expect, onTestFinished, test, vi } from 'vitest'
import { quietLog } from '#server/testing/test-redis.ts'
import { watchEventLoop } from './watch-event-loop.ts'

function start() {
  const said: string[] = []
  const warn = (_about: unknown, text?: string) => void said.push(text ?? '')
  const watch = watchEventLoop({ log: { ...quietLog, warn }, longerThanMs: 150, everyMs: 50 })
  onTestFinished(() => watch.close())
  return { watch, said }
}

const block = (ms: number) => {
  for (const until = performance.now() + ms; performance.now() < until; );
}

/** So many looks are over. */
async function looks(count: number) {
  let left = count
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      left -= 1
      if (left > 0) return
      clearInterval(timer)
      resolve()
    }, 60)
  })
}

test('a type that keeps the event loop is named once, with what to do', async () => {
  const { watch, said } = start()
  await looks(2)
  const ended = watch.began('hash')
  block(300)
  await vi.waitFor(() => expect(said).toHaveLength(1))
  expect(said[0]).toMatch(/^The job type hash kept .* for \d{3} ms\. .*isolate: 'thread'/)
  block(300)
  await looks(3)
  expect(said).toHaveLength(1)
  ended()
  await looks(2)
  watch.began('other')()
  block(300)
  await vi.waitFor(() => expect(said).toHaveLength(2))
  expect(said[1]).toContain('job type other')
})

test('of several that run it is not said that it was each, and without a job nothing is said', async () => {
  const { watch, said } = start()
  await looks(2)
  block(300)
  await looks(3)
  expect(said).toEqual([])
  watch.began('a')
  watch.began('b')
  block(300)
  await vi.waitFor(() => expect(said).toHaveLength(1))
  expect(said[0]).toContain('One of the job types a, b')
})

test('what runs without keeping the event loop is not named', async () => {
  const { watch, said } = start()
  watch.began('calm')
  await looks(6)
  expect(said).toEqual([])
})
