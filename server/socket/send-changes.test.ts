import fc from 'fast-check'
import { Decoder, type Packet, PacketType } from 'socket.io-parser'
import { expect, test } from 'vitest'
import { anyEvent } from '#core/testing/arbitrary-event.ts'
import type { Announcement } from '#server/bridge/broadcast.ts'
import { changesHead, tailOf } from './send-changes.ts'

/** What a client's own decoder makes of a message. */
function decoded(text: string): Packet | undefined {
  const decoder = new Decoder()
  let packet: Packet | undefined
  decoder.on('decoded', (read: Packet) => {
    packet = read
  })
  decoder.add(text)
  return packet
}

const announcement = fc.record<Announcement>({
  cursor: fc.constant({ epoch: 'e"1', streams: { mail: '1-0' }, feed: 'é' }),
  events: fc.array(anyEvent(), { maxLength: 5 }),
  dropped: fc.constantFrom<string[]>([], ['mail:1', 'mail:"2"']),
  counts: fc.constantFrom(undefined, { pending: 1, running: 0, success: 0, failure: 0 }),
  ops: fc.constantFrom(undefined, { queues: [], caughtUp: true, badEntries: 0 }),
})

test('changes are on the wire what Socket.IO would have sent', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.nat(), announcement, (watch, n, told) => {
      const { dropped, ...rest } = told
      const changes = { watch, n, ...rest, ...(dropped.length > 0 && { dropped }) }
      const { text, bytes } = tailOf(told)
      const packet = decoded(changesHead(watch, n) + text)
      expect(packet).toMatchObject({ type: PacketType.EVENT, nsp: '/' })
      expect(packet?.data).toEqual(['changes', JSON.parse(JSON.stringify(changes))])
      expect(bytes.toString()).toBe(text)
    }),
  )
})

test('what all are told alike is made once', () => {
  const told: Announcement = { cursor: { epoch: 'e', streams: {} }, events: [], dropped: [] }
  expect(tailOf(told)).toBe(tailOf(told))
})
