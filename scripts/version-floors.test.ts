import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from './launcher/project-root.mjs'
import { belowFloor } from './version-floors.ts'

test('no package of the lock file has a hole that is known here', () => {
  const lock: { packages: Record<string, { version?: string }> } = JSON.parse(
    readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'),
  )
  expect(Object.keys(lock.packages)).toContain('node_modules/next')
  expect(belowFloor(lock.packages)).toEqual([])
})

test.each([
  ['node_modules/ws', '8.20.9', true],
  ['node_modules/engine.io/node_modules/ws', '8.9.9', true],
  ['node_modules/ws', '8.21.0-beta.1', true],
  ['node_modules/ws', '8.21.0', false],
  ['node_modules/engine.io', '6.6.9', true],
  ['node_modules/engine.io', '6.6.10', false],
  ['node_modules/ws', '8.22.0', false],
  ['node_modules/ws', '9.0.0', false],
  ['node_modules/@types/ws', '8.0.0', false],
  ['node_modules/news', '1.0.0', false],
])('%s %s is below a floor: %s', (path, version, expected) => {
  expect(belowFloor({ [path]: { version } }).length > 0).toBe(expected)
})
