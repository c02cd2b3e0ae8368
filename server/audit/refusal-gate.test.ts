import { expect, test } from 'vitest'
import { createRefusalGate } from './refusal-gate.ts'

const minute = 60_000

/** What a gate lets pass of `times` refusals. */
function flood(gate: ReturnType<typeof createRefusalGate>, times: number, sender: (i: number) => string, now = 0) {
  return Array.from({ length: times }, (_, i) => gate.pass(sender(i), now)).filter((passed) => passed !== undefined)
}

test('the first refusals of a sender are written down each, and of a flood a few, which tell of all the others', () => {
  const gate = createRefusalGate({ perSender: 4 })
  const passed = flood(gate, 64, () => 'a')
  expect(passed.map(({ unwritten }) => unwritten)).toEqual([0, 0, 0, 0, 3, 7, 15, 31])
  expect(passed.reduce((sum, { unwritten }) => sum + 1 + unwritten, 0)).toBe(64)
  expect(flood(gate, 1, () => 'b')).toEqual([{ unwritten: 0 }])
})

test('what was left out is told when the sender comes back', () => {
  const gate = createRefusalGate({ perSender: 2, windowMs: minute })
  flood(gate, 7, () => 'a')
  expect(gate.pass('a', minute - 1)).toEqual({ unwritten: 3 })
  expect(gate.pass('a', minute - 1)).toBeUndefined()
  expect(gate.pass('a', minute)).toEqual({ unwritten: 1 })
  expect(gate.pass('a', minute)).toEqual({ unwritten: 0 })
})

test('a flood from everywhere is written down a few times as well', () => {
  const gate = createRefusalGate({ inAll: 10 })
  expect(flood(gate, 100_000, (i) => `sender ${i}`).length).toBeLessThan(10 + Math.log2(100_000))
})

test('senders are counted as one where there are too many to tell them apart', () => {
  const gate = createRefusalGate({ perSender: 1, inAll: 1_000, maxSenders: 3 })
  expect(flood(gate, 200, (i) => `sender ${i}`).length).toBeLessThan(3 + 1 + Math.log2(200))
})
