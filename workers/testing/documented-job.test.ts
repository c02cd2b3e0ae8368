import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { keepForSeconds } from '#core/define-job.ts'

// The example of docs/job-types.md, as who follows it would have it: its own tests become tests of this file.
const root = join(import.meta.dirname, '../..')
const page = await readFile(join(root, 'docs/job-types.md'), 'utf8')
const files = new Map(
  [...page.matchAll(/```ts\n\/\/ workers\/jobs\/(\S+)\n(.*?)```/gs)].map(([, name, code]) => [name, code]),
)

// Within the project, so that its imports lead where they lead there.
await mkdir(join(root, '.cache'), { recursive: true })
const folder = await mkdtemp(join(root, '.cache/documented-job-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
for (const [name, code] of files) await writeFile(join(folder, String(name)), String(code))
const at = (name: string) => pathToFileURL(join(folder, name)).href
await import(/* @vite-ignore */ at('word-count.test.ts'))

test('the documented job type and its test compile, and stand as the formatter would have them', async () => {
  expect([...files.keys()]).toEqual(['word-count.ts', 'word-count.test.ts'])
  const run = promisify(execFile)
  const config = { extends: join(root, 'tsconfig.json'), compilerOptions: { plugins: [] }, include: [folder] }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
  await run(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '-p', folder], { cwd: root })
  await run(
    join(root, 'node_modules/.bin/biome'),
    ['check', '--vcs-enabled=false', ...[...files.keys()].map((name) => join(folder, String(name)))],
    { cwd: root },
  )
})

test('the defaults that are documented are those of the code', () => {
  const days = keepForSeconds({}).success / (24 * 60 * 60)
  expect(page).toContain(`| \`result.keepForSeconds\` | ${days} days |`)
})

test('every option of a definition, and everything a job is given, is documented', async () => {
  const code = await readFile(join(root, 'core/define-job.ts'), 'utf8')
  const fieldsOf = (name: string) => {
    const body = new RegExp(`export interface ${name}\\b.*?\\n}`, 's').exec(code)?.[0] ?? ''
    return [...body.matchAll(/^ {2}(\w+)[?(<:]/gm)].map(([, field]) => String(field))
  }
  const documented = [...page.matchAll(/^\| (.*?) \|/gm)].map(([, cell]) => cell).join(' ')
  const missing = (names: string[]) => names.filter((name) => !new RegExp(`\\b${name}\\b`).test(documented))
  const names = [
    'JobDefinition',
    'RetryPolicy',
    'ResultPolicy',
    'JobLimits',
    'JobContext',
    'JobFiles',
    'ProgressUpdate',
  ]
  for (const name of names) expect(fieldsOf(name).length).toBeGreaterThan(0)
  expect(missing(names.flatMap(fieldsOf).filter((name) => name !== 'run'))).toEqual([])
})
