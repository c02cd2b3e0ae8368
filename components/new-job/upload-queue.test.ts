import { expect, test, vi } from 'vitest'
import { AskError } from '#components/api/ask.ts'
import type { UploadAnswer } from '#core/submit.ts'
import type { ListedFile } from './draft.ts'
import { UploadQueue } from './upload-queue.ts'

/** An upload that ends when the test says so. */
function openQueue() {
  const calls: { file: File; signal: AbortSignal; end: Deferred<UploadAnswer> }[] = []
  const queue = new UploadQueue((file, { signal }) => {
    const end = deferred<UploadAnswer>()
    signal.addEventListener('abort', () => end.reject(signal.reason))
    calls.push({ file, signal, end })
    return end.promise
  })
  const told: ListedFile[] = []
  const add = (name: string) => queue.add(new File(['x'], name), { onFile: (file) => told.push(file), onPercent() {} })
  const names = () => calls.map(({ file }) => file.name)
  const last = (key: string) => told.findLast((file) => file.key === key)?.state
  return { queue, calls, told, add, names, last }
}

interface Deferred<Value> {
  promise: Promise<Value>
  resolve: (value: Value) => void
  reject: (reason: unknown) => void
}

function deferred<Value>(): Deferred<Value> {
  let settle: Omit<Deferred<Value>, 'promise'> = { resolve() {}, reject() {} }
  const promise = new Promise<Value>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, ...settle }
}

const answer = (name: string): UploadAnswer => ({ uploadId: `u_${name}`, name, bytes: 1, sha256: '', expiresAt: '' })

test('files are uploaded three at a time, in the order they came', async () => {
  const { calls, add, names, last } = openQueue()
  const keys = ['a', 'b', 'c', 'd', 'e'].map(add)
  await vi.waitFor(() => expect(names()).toEqual(['a', 'b', 'c']))
  calls[1]?.end.resolve(answer('b'))
  await vi.waitFor(() => expect(names()).toEqual(['a', 'b', 'c', 'd']))
  expect(keys.map(last)).toEqual(['uploading', 'uploaded', 'uploading', 'uploading', undefined])
})

test('a failed upload says why, harms no other, and can be tried again', async () => {
  const { queue, calls, told, add, last } = openQueue()
  const [first = '', second = ''] = ['a', 'b'].map(add)
  await vi.waitFor(() => expect(calls).toHaveLength(2))
  calls[0]?.end.reject(new AskError({ status: 507, code: 'insufficient_storage', detail: 'The disk is full.' }))
  await vi.waitFor(() => expect(last(first)).toBe('failed'))
  expect(told.at(-1)).toMatchObject({ name: 'a', reason: 'The disk is full.' })
  expect(last(second)).toBe('uploading')
  queue.retry(first)
  calls[2]?.end.resolve(answer('a'))
  await vi.waitFor(() => expect(last(first)).toBe('uploaded'))
})

test('a file that is removed is not uploaded any more, wherever it was', async () => {
  const { queue, calls, add, names, last } = openQueue()
  const keys = ['a', 'b', 'c', 'd', 'e'].map(add)
  await vi.waitFor(() => expect(calls).toHaveLength(3))
  queue.remove(keys[3] ?? '')
  queue.remove(keys[0] ?? '')
  await vi.waitFor(() => expect(names()).toEqual(['a', 'b', 'c', 'e']))
  expect(calls[0]?.signal.aborted).toBe(true)
  expect(last(keys[0] ?? '')).toBe('uploading')
})

test('who closes it ends everything', async () => {
  const { queue, calls, add, names } = openQueue()
  for (const name of ['a', 'b', 'c', 'd']) add(name)
  await vi.waitFor(() => expect(calls).toHaveLength(3))
  queue.close()
  expect(calls.every(({ signal }) => signal.aborted)).toBe(true)
  await Promise.allSettled(calls.map(({ end }) => end.promise))
  await new Promise(setImmediate)
  expect(names()).toEqual(['a', 'b', 'c'])
})
