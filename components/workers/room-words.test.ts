import { expect, test } from 'vitest'
import type { OpsQueue, OpsWorker } from '#core/ops.ts'
import { noCounts } from '#core/view.ts'
import { roomWords } from './room-words.ts'

const queue = (limits?: OpsQueue['limits']): OpsQueue => ({ name: 'mail', counts: noCounts, paused: false, limits })
const worker = (over: Partial<OpsWorker>): OpsWorker => ({
  ...{ name: 'w', host: 'here', pid: 1, startedAt: 0, seenAt: 0, jobs: [], types: ['mail'], concurrency: { mail: 2 } },
  ...over,
})

test.each([
  ['2 on 1 worker', queue(), [worker({})]],
  ['5 on 2 workers', queue(), [worker({}), worker({ concurrency: { mail: 3 } })]],
  [
    '2 on 1 worker, at most 1 in all, 10 in 1 min',
    queue({ concurrency: 1, rate: { max: 10, perMs: 60_000 } }),
    [worker({})],
  ],
  ['no worker takes it', queue(), [worker({ types: ['images'] })]],
  ['no worker takes it, at most 1 in all', queue({ concurrency: 1 }), []],
])('how many jobs run at a time is said in words: %s', (words, given, workers) => {
  expect(roomWords(given, workers)).toBe(words)
})

test('what is not known is not said', () => {
  expect(roomWords(queue({ concurrency: 3 }), undefined)).toBe('at most 3 in all')
  expect(roomWords(queue(), [worker({ concurrency: undefined })])).toBe('')
})
