import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { buildWhenChanged } from './build-when-changed.mjs'

const succeeds =
  "import { mkdirSync, writeFileSync } from 'node:fs'\nmkdirSync('.next', { recursive: true })\nwriteFileSync('.next/BUILD_ID', '1')"
const fails = "console.error('a page does not compile')\nprocess.exit(1)"

/** A small project whose pages are built by the script it is given. */
async function project() {
  const root = await mkdtemp(join(tmpdir(), 'waybill-build-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  await write('package.json', '{ "type": "module", "imports": { "#core/*": "./core/*" } }')
  await write('core/greeting.ts', "export const greeting: string = 'hello'")
  await write('server/main.ts', "import { greeting } from '#core/greeting.ts'\nconsole.log(greeting)")
  await write('workers/main.ts', "import { greeting } from '#core/greeting.ts'\nconsole.error(greeting)")
  await write('workers/isolate/main.ts', "import { greeting } from '#core/greeting.ts'\nconsole.info(greeting)")
  await write('workers/jobs/csv-report.ts', 'export default {}')
  await write('node_modules/next/dist/bin/next', succeeds)
  await write('node_modules/next/package.json', '{ "type": "module" }')
  const said: string[] = []
  return {
    write,
    read: (path: string) => readFile(join(root, path), 'utf8'),
    /** Resolves to whether something was built. */
    async build() {
      said.length = 0
      await buildWhenChanged({ root, say: (line: string) => said.push(line), signal: new AbortController().signal })
      return said.length > 0
    },
  }
}

test('the processes are bundled into one file each, without the packages', async () => {
  const { build, read } = await project()
  await build()
  expect(await read('dist/web.mjs')).toContain('"hello"')
  expect(await read('dist/worker.mjs')).toContain('"hello"')
  expect(await read('dist/isolate.mjs')).toContain('"hello"')
})

test('nothing is built again until a source changes, and a test is no source', async () => {
  const { build, write } = await project()
  expect(await build()).toBe(true)
  expect(await build()).toBe(false)
  await write('core/greeting.test.ts', 'export {}')
  expect(await build()).toBe(false)
  await write('core/greeting.ts', "export const greeting: string = 'good day'")
  expect(await build()).toBe(true)
})

test('a build that fails says why, and is not taken for a good one by the next start', async () => {
  const { build, write } = await project()
  await build()
  await write('node_modules/next/dist/bin/next', fails)
  await write('app/page.tsx', 'broken')
  await expect(build()).rejects.toThrow('a page does not compile')
  await expect(build()).rejects.toThrow('a page does not compile')
})

test('a process that cannot be bundled fails the build too', async () => {
  const { build, write } = await project()
  await write('server/main.ts', "import { gone } from '#core/gone.ts'\nconsole.log(gone)")
  await expect(build()).rejects.toThrow('#core/gone.ts')
  await expect(build()).rejects.toThrow('#core/gone.ts')
})
