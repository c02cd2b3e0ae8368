import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { floorViolations } from './floors.ts'

/** A project with only these files. */
function project(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'waybill-floors-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const folder of ['app', 'bench', 'components', 'core', 'e2e', 'scripts', 'server', 'workers']) {
    mkdirSync(join(root, folder))
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

test('[I1] the floors of this project hold', () => {
  expect(floorViolations(join(import.meta.dirname, '..'))).toEqual([])
})

const allowed: [string, string][] = [
  ['core/a.ts', "import { z } from 'zod'\nimport { b } from './b.ts'"],
  ['core/a.test.ts', "import { test } from 'vitest'"],
  ['core/testing/a.ts', "import fc from 'fast-check'"],
  ['server/a.ts', "import { b } from '#core/b.ts'\nimport { Server } from 'socket.io'"],
  ['workers/jobs/a.ts', "import { b } from '../b.ts'\nimport { queue } from '#server/queues.ts'"],
  ['components/a.tsx', "import { io } from 'socket.io-client'\nimport { b } from '#core/b.ts'"],
  ['app/api/a/route.ts', "import { a } from '#workers/catalogue.gen.ts'\nimport { b } from '#components/b.tsx'"],
]
test.each(allowed)('[I1] in %s it is allowed to write %j', (path, text) => {
  expect(floorViolations(project({ [path]: text }))).toEqual([])
})

const forbidden: [string, string][] = [
  ['core/a.ts', "import { b } from '#server/b.ts'"],
  ['core/a.ts', "import { b } from '../server/b.ts'"],
  ['core/a.ts', "import { readFile } from 'node:fs/promises'"],
  ['core/a.ts', "import { test } from 'vitest'"],
  ['core/a.ts', "export { b } from 'react'"],
  ['server/a.ts', "import type { A } from '#workers/a.ts'"],
  ['server/a.ts', "const a = await import('../app/a.ts')"],
  ['workers/a.ts', "import '#components/a.tsx'"],
  ['components/a.tsx', "import {\n  b,\n} from '#server/b.ts'"],
  ['components/a.tsx', "import { b } from '#workers/b.ts'"],
  ['server/a.ts', "import { b } from '../scripts/b.mjs'"],
]
test.each(forbidden)('[I1] in %s it is forbidden to write %j', (path, text) => {
  expect(floorViolations(project({ [path]: text }))).toEqual([expect.stringContaining(`${path} imports`)])
})

const browserSide: [string, string][] = [
  ['workers/a.ts', "import { io } from 'socket.io'"],
  ['workers/a.ts', "import { bridge } from '#server/bridge/bridge.ts'"],
  ['app/api/jobs/route.ts', "import { Server } from 'socket.io'"],
]
test.each(browserSide)('[I4] in %s it is forbidden to write %j', (path, text) => {
  expect(floorViolations(project({ [path]: text }))).toEqual([expect.stringContaining(`${path} imports`)])
})

test.each([
  ["'use server'", 'server action'],
  ['<p dangerouslySetInnerHTML={{ __html: text }} />', 'HTML made of text'],
  ['element.innerHTML = text', 'HTML made of text'],
  ['eval(text)', 'code made of text'],
  ["new Function('return 1')", 'code made of text'],
  ["setTimeout('go()', 1)", 'code made of text'],
  ['<a href={url} target="_blank">', 'noopener'],
  ['<a href="javascript:go()">', 'a link that is a script'],
])('a door for the text of others is found: %s', (text, what) => {
  expect(floorViolations(project({ 'app/a.tsx': text }))).toEqual([expect.stringContaining(what)])
})

test.each(['await redis.eval(script, 1)', 'const a = <a target="_blank" rel="noopener noreferrer" />', 'retrieval()'])(
  'what only looks like one is let be: %s',
  (text) => {
    expect(floorViolations(project({ 'app/a.tsx': text }))).toEqual([])
  },
)

test.each(['proxy.ts', 'middleware.ts', 'app/proxy.ts'])('%s is found', (path) => {
  expect(floorViolations(project({ [path]: '' }))).toEqual([expect.stringContaining('intercepts every request')])
})

test.each(['core/a.ts', 'scripts/a.mjs', 'e2e/a.test.ts'])('%s may not be longer than the limit', (path) => {
  expect(floorViolations(project({ [path]: 'a\n'.repeat(250) }))).toEqual([])
  expect(floorViolations(project({ [path]: 'a\n'.repeat(251) }))).toEqual([expect.stringContaining('251 lines')])
})
