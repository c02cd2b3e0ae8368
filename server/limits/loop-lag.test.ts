import { setImmediate as turn } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { watchLoopLag } from './loop-lag.ts'

function keepBusy(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('a process that does not keep up takes no new work until it does', async () => {
  const lag = watchLoopLag(100, 200)
  onTestFinished(() => lag.close())
  expect(() => lag.requireSpare()).not.toThrow()
  await vi.waitFor(
    async () => {
      for (let i = 0; i < 4; i += 1) {
        keepBusy(250)
        await turn()
      }
      expect(() => lag.requireSpare()).toThrow('more to do than it can')
    },
    { timeout: 10_000 },
  )
  await vi.waitFor(() => expect(() => lag.requireSpare()).not.toThrow(), { timeout: 10_000 })
})
