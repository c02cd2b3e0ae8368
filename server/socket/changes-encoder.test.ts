import fc from 'fast-check'
import { Encoder, type Packet, PacketType } from 'socket.io-parser'
import { expect, test } from 'vitest'
import { anyEvent } from '#core/testing/arbitrary-event.ts'
import { changesParser } from './changes-encoder.ts'

const ours = new changesParser.Encoder()
const theirs = new Encoder()

/** What a client makes of an encoded packet. */
const read = ([text]: unknown[]) => JSON.parse(String(text).slice(1))

test('changes say on the wire what Socket.IO would have said', () => {
  const changes = fc.record({
    watch: fc.string({ minLength: 1 }),
    n: fc.nat(),
    cursor: fc.constant({ epoch: 'e"1', streams: { mail: '1-0' }, feed: undefined }),
    events: fc.array(anyEvent(), { maxLength: 5 }),
    counts: fc.constantFrom(undefined, { pending: 1, running: 0, success: 0, failure: 0 }),
    dropped: fc.constantFrom(undefined, ['mail:1']),
  })
  fc.assert(
    fc.property(changes, (payload) => {
      const packet: Packet = { type: PacketType.EVENT, nsp: '/', data: ['changes', payload] }
      const [mine, own] = [ours.encode(packet), theirs.encode(packet)]
      expect(mine).toHaveLength(1)
      expect(String(mine[0])[0]).toBe(String(own[0])[0])
      expect(read(mine)).toEqual(read(own))
      // The second time the events come from memory.
      expect(ours.encode(packet)).toEqual(mine)
    }),
  )
})

test.each<Packet>([
  { type: PacketType.CONNECT, nsp: '/', data: { sid: 'x' } },
  { type: PacketType.EVENT, nsp: '/', data: ['mark', { n: 1 }] },
  { type: PacketType.ACK, nsp: '/', id: 4, data: [{ ok: true }] },
  { type: PacketType.EVENT, nsp: '/', id: 7, data: ['changes', { events: [] }] },
])('everything else is written by Socket.IO itself: %j', (packet) => {
  expect(ours.encode(packet)).toEqual(theirs.encode(packet))
})
