import { expect, test } from 'vitest'
import { RedisReplyError, readReply } from './resp-reader.mjs'

const whole: [string, unknown][] = [
  ['+OK\r\n', 'OK'],
  [':42\r\n', 42],
  ['$5\r\nhe\r\nl\r\n', 'he\r\nl'],
  ['$-1\r\n', null],
  ['*2\r\n$3\r\ndir\r\n$5\r\n/data\r\n', ['dir', '/data']],
]

test.each(whole)('%j is read as %j', (text, value) => {
  expect(readReply(Buffer.from(text))).toEqual({ value, end: text.length })
})

test.each(whole)('of %j no part is taken for the whole', (text) => {
  for (let length = 0; length < text.length; length++)
    expect(readReply(Buffer.from(text.slice(0, length)))).toBeUndefined()
})

test('an error is read as an error', () => {
  expect(readReply(Buffer.from('-NOAUTH no\r\n'))?.value).toEqual(new RedisReplyError('NOAUTH no'))
})

test('a server that is not Redis is recognised', () => {
  expect(() => readReply(Buffer.from('HTTP/1.1 400 Bad Request\r\n'))).toThrow('does not speak the Redis protocol')
})
