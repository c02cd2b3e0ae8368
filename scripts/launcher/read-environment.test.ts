import { expect, test } from 'vitest'
import { readEnvironment } from './read-environment.mjs'

const read = (variables: Record<string, string>) => readEnvironment(variables, { root: '/waybill', cwd: '/elsewhere' })

test('an empty environment means this machine, the default port and the data directory of the project', () => {
  expect(read({ PORT: '', REDIS_URL: '' })).toEqual({
    port: { port: 3000, explicit: false },
    host: '127.0.0.1',
    role: 'all',
    dataDir: '/waybill/.data',
    redisUrl: undefined,
  })
})

test('a data directory that is named is relative to where Waybill is started', () => {
  expect(read({ WAYBILL_DATA_DIR: 'here' }).dataDir).toBe('/elsewhere/here')
})

test.each(['0', '65536', '-1', '80a', '1e3', ' 80'])('PORT "%s" is refused', (PORT) => {
  expect(() => read({ PORT })).toThrow('from 1 to 65535')
})

test.each(['0.0.0.0', '::', '192.168.0.2', 'example.org'])(
  'HOST %s is refused for ways to sign in that let everybody in',
  (HOST) => {
    expect(() => read({ HOST, WAYBILL_AUTH: 'none' })).toThrow('WAYBILL_AUTH is "none", which lets everybody in')
    expect(() => read({ HOST, WAYBILL_AUTH: 'local' })).toThrow('WAYBILL_AUTH is "local"')
    expect(read({ HOST, WAYBILL_AUTH: 'password' }).host).toBe(HOST)
    expect(read({ HOST }).host).toBe(HOST)
  },
)

test.each(['127.0.0.1', '::1', 'localhost'])('HOST %s is accepted', (HOST) => {
  expect(read({ HOST }).host).toBe(HOST)
})

test('an unknown role is refused with the known ones', () => {
  expect(() => read({ WAYBILL_ROLE: 'boss' })).toThrow('all, web or worker')
})
