import { expect, test } from 'vitest'
import { redisHole } from './redis-floor.mjs'

test.each([
  ['6.2.19', undefined],
  ['7.0.15', undefined],
  ['7.2.10', undefined],
  ['8.2.1', undefined],
  ['7.0.15', '5:7.0.15-1~deb12u4'],
])('Redis %s (%s) is warned of, with what to do', (version, packaged) => {
  expect(redisHole(version, packaged)).toMatch(/CVE-2025-49844.*Update it/)
})

test.each([
  ['6.2.20', undefined],
  ['7.2.11', undefined],
  ['8.2.2', undefined],
  ['8.4.0', undefined],
  ['9.0.0', undefined],
  ['7.0.15', '5:7.0.15-1~deb12u10'],
  ['7.0.15', '5:7.0.15-1ubuntu0.24.04.2'],
])('Redis %s (%s) is not', (version, packaged) => {
  expect(redisHole(version, packaged)).toBeUndefined()
})
