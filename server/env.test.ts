import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readEnvironment } from './env.ts'
import { EnvironmentError } from './environment-error.ts'

const least = { REDIS_URL: 'redis://127.0.0.1:7000' }

test('an environment that says only where Redis is gets the documented values', () => {
  expect(readEnvironment(least)).toEqual({
    development: false,
    port: 3000,
    host: '127.0.0.1',
    redisUrls: [least.REDIS_URL],
    smtpUrl: undefined,
    dataDir: resolve('.data'),
    prefix: 'bull',
    auth: 'local',
    publicUrl: undefined,
    trustedProxies: [],
    identity: {},
    secret: undefined,
    role: 'all',
    limits: false,
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

test('several nodes of a cluster stand side by side', () => {
  const REDIS_URL = 'rediss://user:secret@10.0.0.1:7000, rediss://10.0.0.2:7000'
  expect(readEnvironment({ REDIS_URL }).redisUrls).toEqual([
    'rediss://user:secret@10.0.0.1:7000',
    'rediss://10.0.0.2:7000',
  ])
})

test('other programs may have settings of their own', () => {
  expect(() => readEnvironment({ ...least, PATH: '/bin', HOSTNAME: 'x', DATABASE: 'y' })).not.toThrow()
})

test.each([
  ['PORT', 'http'],
  ['PORT', '0'],
  ['PORT', '99999'],
  ['PORT', '3000.5'],
  ['HOST', 'a b'],
  ['HOST', 'http://127.0.0.1'],
  ['WAYBILL_AUTH', 'magic'],
  ['WAYBILL_PUBLIC_URL', 'jobs.example.com'],
  ['WAYBILL_PUBLIC_URL', 'https://jobs.example.com/waybill'],
  ['WAYBILL_PUBLIC_URL', 'ftp://jobs.example.com'],
  ['REDIS_URL', undefined],
  ['REDIS_URL', ''],
  ['REDIS_URL', '127.0.0.1:6379'],
  ['REDIS_URL', 'http://127.0.0.1'],
  ['REDIS_URL', 'redis://127.0.0.1,'],
  ['REDIS_URL', 'redis://127.0.0.1,127.0.0.2:6379'],
  ['SMTP_URL', 'mail.example.com:587'],
  ['SMTP_URL', 'http://mail.example.com'],
  ['SMTP_URL', 'smtp:///mail'],
  ['SMTP_URL', 'smtp://mail.example.com/path'],
  ['SMTP_URL', 'smtp://mail.example.com?debug=true'],
  ['SMTP_URL', 'smtp://user:100%@mail.example.com'],
  ['WAYBILL_PREFIX', 'a b'],
  ['WAYBILL_PREFIX', '*'],
  ['WAYBILL_ROLE', 'boss'],
  ['WAYBILL_LIMITS', 'some'],
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

test('the address of a mail server is taken as it stands, and a bad one is not repeated', () => {
  const smtpUrl = 'smtps://user%40host:se%3Acret@mail.example.com:465'
  expect(readEnvironment({ ...least, SMTP_URL: smtpUrl }).smtpUrl).toBe(smtpUrl)
  expect(() => readEnvironment({ ...least, SMTP_URL: 'smtp://user:secret@host/?a=b' })).toThrow(/^(?!.*secret)/s)
})

test('on loopback nobody is counted unless that is asked for', () => {
  const limits = (WAYBILL_LIMITS: string) => readEnvironment({ ...least, WAYBILL_LIMITS }).limits
  expect([limits(''), limits('auto'), limits('on'), limits('off')]).toEqual([false, false, true, false])
})

test.each(['WAYBILL_PROT', 'WAYBILL_', 'WAYBILL_data_dir'])('%s is unknown and stops the start', (name) => {
  expect(() => readEnvironment({ ...least, [name]: '1' })).toThrow(`${name} is not a setting of Waybill.`)
})

test('this machine alone is let in without a word, and anybody else has to show a token', () => {
  expect(readEnvironment(least).auth).toBe('local')
  expect(readEnvironment({ ...least, HOST: '::1' }).auth).toBe('local')
  expect(readEnvironment({ ...least, HOST: '0.0.0.0' }).auth).toBe('token')
  expect(readEnvironment({ ...least, HOST: '0.0.0.0', WAYBILL_AUTH: 'password' }).auth).toBe('password')
  expect(readEnvironment({ ...least, WAYBILL_AUTH: 'none' }).auth).toBe('none')
})

test.each(['none', 'local'])('%s stops the start when others can reach it', (auth) => {
  const start = () => readEnvironment({ ...least, HOST: '10.0.0.5', WAYBILL_AUTH: auth })
  expect(start).toThrow(EnvironmentError)
  expect(start).toThrow(/^WAYBILL_AUTH cannot be used: [^\n]+\.$/)
})

test('a public address is an origin, however it was written', () => {
  const publicUrl = (text: string) => readEnvironment({ ...least, WAYBILL_PUBLIC_URL: text }).publicUrl
  expect(publicUrl('https://jobs.example.com/')).toBe('https://jobs.example.com')
  expect(publicUrl('http://jobs.example.com:8080')).toBe('http://jobs.example.com:8080')
})
