import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { createAddressRanges } from './address-ranges.ts'
import { createSenderAddress } from './client-address.ts'

const senderAddress = createSenderAddress(createAddressRanges(['10.0.0.0/8']))

test.each([
  ['nobody but itself', '198.51.100.9', undefined, '198.51.100.9'],
  ['itself, whatever it claims', '198.51.100.9', '203.0.113.5', '198.51.100.9'],
  ['whom the proxy was asked by', '10.0.0.2', '203.0.113.5', '203.0.113.5'],
  ['whom the last proxy was asked by, not what that one claims', '10.0.0.2', '1.1.1.1, 203.0.113.5', '203.0.113.5'],
  ['whom the first of two proxies was asked by', '10.0.0.2', '1.1.1.1, 203.0.113.5, 10.0.0.3', '203.0.113.5'],
  ['the proxy, when it says nothing', '10.0.0.2', undefined, '10.0.0.2'],
  ['the proxy, when it says no address', '::ffff:10.0.0.2', 'unknown', '::ffff:10.0.0.2'],
  ['somebody behind the proxies', '10.0.0.2', '10.0.0.9', '10.0.0.9'],
])('a request comes from %s', (_who, remote, forwarded, expected) => {
  const message = new IncomingMessage(Object.defineProperty(new Socket(), 'remoteAddress', { value: remote }))
  if (forwarded !== undefined) message.headers['x-forwarded-for'] = forwarded
  expect(senderAddress(message)).toBe(expected)
})
