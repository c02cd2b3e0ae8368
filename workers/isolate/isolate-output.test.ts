import { PassThrough } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { followOutput } from './isolate-output.ts'

test('[G11] of a flood the first lines are told, cut to a length, and all of it is read', async () => {
  const stream = new PassThrough()
  const told: string[] = []
  followOutput([stream, null], (line) => told.push(line))
  for (let i = 0; i < 1_000; i += 1) {
    stream.write(`line ${i}\n${'x'.repeat(10_000)}`)
    if (i % 50 === 0) await nextTurn()
  }
  stream.end('the end')
  await nextTurn()
  expect(told).toHaveLength(101)
  expect(told[0]).toBe('line 0')
  expect(Math.max(...told.map((line) => line.length))).toBeLessThanOrEqual(2_010)
  expect(told.at(-1)).toBe('More of its output is left out.')
  expect(stream.readableLength).toBe(0)
})

test('lines are told as they come, the last one also without its end', async () => {
  const stream = new PassThrough()
  const told: string[] = []
  followOutput([stream], (line) => told.push(line))
  stream.write('one\ntw')
  stream.write('o\n\nthr')
  stream.end('ee')
  await nextTurn()
  expect(told).toEqual(['one', 'two', 'three'])
})
