import { expect, test } from 'vitest'
import { agrees } from './install-packages.mjs'

const lock = {
  packages: {
    '': { name: 'waybill' },
    'node_modules/next': { version: '2.0.0' },
    'node_modules/@next/swc-linux': { version: '2.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
    'node_modules/@next/swc-darwin': { version: '2.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] },
  },
}
const linux = { platform: 'linux', arch: 'x64' }
const installed = (version: string) => ({
  packages: {
    'node_modules/next': { version },
    'node_modules/@next/swc-linux': lock.packages['node_modules/@next/swc-linux'],
  },
})

test('packages somebody installed by hand are used when they are those of the lock file', () => {
  expect(agrees(lock, installed('2.0.0'), linux)).toBe(true)
})

test('packages of another version are installed anew', () => {
  expect(agrees(lock, installed('1.0.0'), linux)).toBe(false)
})

test('a missing package is installed', () => {
  expect(agrees(lock, { packages: {} }, linux)).toBe(false)
})

test('packages that were installed on another platform are installed anew', () => {
  expect(agrees(lock, installed('2.0.0'), { platform: 'darwin', arch: 'arm64' })).toBe(false)
})
