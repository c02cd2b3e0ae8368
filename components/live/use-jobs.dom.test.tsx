// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { emptyBoard } from '#core/board.ts'
import { LiveStore } from './live-store.ts'
import { job, progressed, ScriptedTransport } from './scripted-transport.ts'
import { useJobs } from './use-jobs.ts'
import { WatchStore } from './watch-store.ts'

function watchJobs(...first: string[]) {
  const transport = new ScriptedTransport()
  const store = new WatchStore(transport, {
    schedule: (work) => {
      queueMicrotask(work)
      return () => undefined
    },
  })
  const wrapper = ({ children }: { children: ReactNode }) => <LiveStore value={store}>{children}</LiveStore>
  const hook = renderHook(({ ids }) => useJobs(ids), { wrapper, initialProps: { ids: first } })
  const tell = (work: () => void) => act(async () => work())
  return { transport, store, tell, ...hook }
}

test('nothing is known until the server has answered, then every job that is there', async () => {
  const { transport, tell, result } = watchJobs('mail:a', 'mail:gone')
  expect(result.current).toBeUndefined()
  await tell(() => {
    transport.listener?.connected()
    transport.snapshot(job('mail:a'))
  })
  expect([...(result.current?.keys() ?? [])]).toEqual(['mail:a'])
})

test('the jobs follow what happens, and stay the same map while nothing does', async () => {
  const { transport, tell, result, rerender } = watchJobs('mail:a', 'mail:b')
  await tell(() => {
    transport.listener?.connected()
    transport.snapshot(job('mail:a'), job('mail:b'))
  })
  const before = result.current
  rerender({ ids: ['mail:b', 'mail:a', 'mail:a'] })
  expect(result.current).toBe(before)
  expect(transport.asked).toHaveLength(1)
  await tell(() => transport.changes(1, { events: [progressed('mail:a', '2-0', 50)] }))
  expect(result.current?.get('mail:a')?.progress.percent).toBe(50)
  expect(result.current?.get('mail:b')).toBe(before?.get('mail:b'))
})

test('other ids are another watch', async () => {
  const { transport, tell, result, rerender } = watchJobs('mail:a')
  await tell(() => transport.listener?.connected())
  rerender({ ids: ['mail:b'] })
  expect(transport.last.request.view).toEqual({ kind: 'jobs', ids: ['mail:b'] })
  expect(result.current).toBeUndefined()
})

test('about no jobs nobody is asked', () => {
  const { transport, result } = watchJobs()
  expect(result.current).toBe(emptyBoard)
  expect(transport.listener).toBeUndefined()
})

test('more jobs than a view can hold are refused with the number that it can', () => {
  const ids = Array.from({ length: 1_001 }, (_, i) => `mail:${i}`)
  expect(() => watchJobs(...ids)).toThrow('at most 1000 ids')
  vi.mocked(console.error).mockClear()
})
