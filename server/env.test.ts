import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { EnvironmentError, readEnvironment } from './env.ts'

const least = { REDIS_URL: 'redis://127.0.0.1:7000' }

test('an environment that says only where Redis is gets the documented values', () => {
  expect(readEnvironment(least)).toEqual({
    development: false,
    port: 3000,
    host: '127.0.0.1',
    redisUrl: least.REDIS_URL,
    dataDir: resolve('.data'),
    prefix: 'bull',
    role: 'all',
    logLevel: 'info',
  })
})

test('what is set is taken, and what the shell left empty counts as not set', () => {
  const given = { PORT: '8080', HOST: 'localhost', WAYBILL_ROLE: 'web', WAYBILL_PREFIX: '{a}:b', LOG_LEVEL: 'debug' }
  expect(readEnvironment({ ...least, ...given, NODE_ENV: 'development', WAYBILL_DATA_DIR: '' })).toMatchObject({
    development: true,
    port: 8080,
    host: 'localhost',
    role: 'web',
    prefix: '{a}:b',
    logLevel: 'debug',
    dataDir: resolve('.data'),
  })
})

test('other programs may have settings of their own', () => {
  expect(() => readEnvironment({ ...least, PATH: '/bin', HOSTNAME: 'x', DATABASE: 'y' })).not.toThrow()
})

test.each([
  ['PORT', 'http'],
  ['PORT', '0'],
  ['PORT', '99999'],
  ['PORT', '3000.5'],
  ['HOST', '0.0.0.0'],
  ['HOST', 'example.com'],
  ['REDIS_URL', undefined],
  ['REDIS_URL', ''],
  ['REDIS_URL', '127.0.0.1:6379'],
  ['REDIS_URL', 'http://127.0.0.1'],
  ['WAYBILL_PREFIX', 'a b'],
  ['WAYBILL_PREFIX', '*'],
  ['WAYBILL_ROLE', 'boss'],
  ['LOG_LEVEL', 'loud'],
  ['NODE_ENV', 'staging'],
])('%s=%s stops the start with one line that names it', (name, value) => {
  const start = () => readEnvironment({ ...least, [name]: value })
  expect(start).toThrow(EnvironmentError)
  expect(start).toThrow(new RegExp(`^${name} cannot be used: [^\\n]+\\.$`))
})

test('the line about a bad address of Redis does not repeat its password', () => {
  expect(() => readEnvironment({ REDIS_URL: 'http://user:secret@host' })).toThrow(/^(?!.*secret)/s)
})

test.each(['WAYBILL_PROT', 'WAYBILL_', 'WAYBILL_data_dir'])('%s is unknown and stops the start', (name) => {
  expect(() => readEnvironment({ ...least, [name]: '1' })).toThrow(`${name} is not a setting of Waybill.`)
})
