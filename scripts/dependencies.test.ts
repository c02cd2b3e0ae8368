import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from './launcher/project-root.mjs'

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8')
const manifest: Record<'dependencies' | 'devDependencies', Record<string, string>> = JSON.parse(read('package.json'))
const direct = { ...manifest.dependencies, ...manifest.devDependencies }

test('every direct dependency has a reason in docs/dependencies.md, and every reason a dependency', () => {
  const rows = read('docs/dependencies.md').match(/^\| (?!package)[^|]+\|/gm) ?? []
  const listed = rows
    .flatMap((row) => row.replaceAll('|', '').trim().split(', '))
    .filter((name) => !name.startsWith('-'))
  expect(listed.toSorted()).toEqual(Object.keys(direct).toSorted())
})

test.each(Object.entries(direct))('%s is pinned to one version', (_name, version) => {
  expect(version).toMatch(/^\d+\.\d+\.\d+$/)
})

test('the lock file names no download address', () => {
  const lock: { packages: Record<string, { resolved?: string }> } = JSON.parse(read('package-lock.json'))
  const addresses = Object.entries(lock.packages).filter(([, { resolved }]) => resolved?.startsWith('http'))
  expect(addresses).toEqual([])
})
