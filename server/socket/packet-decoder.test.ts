import { expect, test } from 'vitest'
import { PacketDecoder } from './packet-decoder.ts'

function read(packet: unknown): unknown[] {
  const decoder = new PacketDecoder()
  const seen: unknown[] = []
  decoder.on('decoded', (decoded) => void seen.push(decoded))
  decoder.add(packet)
  return seen
}

test.each([
  ['0', { type: 0, nsp: '/' }],
  ['2["watch",{"a":1}]', { type: 2, nsp: '/', data: ['watch', { a: 1 }] }],
  ['2/admin,7["watch"]', { type: 2, nsp: '/admin', id: 7, data: ['watch'] }],
])('%s is a packet', (packet, decoded) => {
  expect(read(packet)).toEqual([decoded])
})

test.each([
  ['binary parts', '51-["watch",{"_placeholder":true,"num":0}]'],
  ['an answer with binary parts', '61-1[{"_placeholder":true,"num":0}]'],
  ['bytes', Buffer.from('2["watch"]')],
  ['a prototype', '2["watch",{"__proto__":{"a":1}}]'],
  ['lists in lists', `2["watch",${'['.repeat(40)}${']'.repeat(40)}]`],
  ['more than anybody watches', `2["watch",[${'0,'.repeat(5_000)}0]]`],
  ['half a character', '2["watch",{"watch":"\\ud800"}]'],
  ['no packet at all', 'x'],
  ['no JSON', '2["watch"'],
])('%s is refused', (_what, packet) => {
  expect(() => read(packet)).toThrow()
})
