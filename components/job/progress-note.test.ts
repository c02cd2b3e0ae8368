import { expect, test } from 'vitest'
import { progressNote, progressText } from './progress-note.ts'

const counted = { percent: 42, current: 120, total: 410, unit: 'rows' }
const steps = { done: 1, total: 5, label: 'Columns' }

test.each([
  ['what the worker says', { ...counted, message: 'nearly' }, 'nearly', '42 %, 120 of 410 rows'],
  ['what is counted', counted, '120 of 410 rows', '42 %, 120 of 410 rows'],
  ['bytes', { percent: null, current: 1_400_000, unit: 'bytes' }, '1.4 MB', 'Progress unknown, 1.4 MB'],
  ['nothing', { percent: null }, '', 'Progress unknown'],
  ['a step', { percent: 20, steps }, 'step 2 of 5: Columns', '20 %, step 2 of 5: Columns'],
  [
    'what is counted in a step',
    { ...counted, steps: { done: 0, total: 2 } },
    'step 1 of 2 · 120 of 410 rows',
    '42 %, step 1 of 2, 120 of 410 rows',
  ],
  ['the last step', { percent: 100, steps: { done: 2, total: 2 } }, 'step 2 of 2', '100 %, step 2 of 2'],
])('progress tells %s, to who sees the bar and to who does not', (_, progress, note, text) => {
  expect(progressNote(progress)).toBe(note)
  expect(progressText(progress)).toBe(text)
})

test('what is counted is written as the region writes it', () => {
  const rows = { percent: 1, current: 4_100, total: 410_000, unit: 'rows', steps: { done: 1_203, total: 2_000 } }
  expect(progressNote(rows, 'en-DE')).toBe('step 1.204 of 2.000 · 4.100 of 410.000 rows')
  expect(progressText(rows, 'en-DE')).toBe('1 %, step 1.204 of 2.000, 4.100 of 410.000 rows')
  expect(progressNote({ percent: null, current: 1_400_000, unit: 'bytes' }, 'en-DE')).toBe('1,4 MB')
})
