import { expect, test } from 'vitest'
import { versionsIn } from './versions-in.ts'

test('every event of a message is found, and its cursor is not taken for one', () => {
  const cursor = { epoch: 'e', streams: { bench: '9-9' } }
  const events = [
    { type: 'progressed', id: 'bench:j1', version: '1-0' },
    { type: 'progressed', id: 'bench:j2', version: '2-15', progress: { percent: 3 } },
  ]
  expect([...versionsIn(JSON.stringify(['changes', { n: 1, cursor, events }]))]).toEqual(['1-0', '2-15'])
})

test.each(['', '["mark",{"n":1}]', '{"version":"1'])('in %j there is none', (message) => {
  expect([...versionsIn(message)]).toEqual([])
})
