import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkCatalogue, writeCatalogue } from './write-catalogue.mjs'

async function project(...files: string[]) {
  const root = await mkdtemp(join(tmpdir(), 'waybill-catalogue-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  await mkdir(join(root, 'core'))
  await mkdir(join(root, 'workers/jobs'), { recursive: true })
  for (const file of files) await writeFile(join(root, 'workers/jobs', file), 'export default {}\n')
  return { root, read: (path: string) => readFile(join(root, path), 'utf8') }
}

test('every job file is in the catalogue under its name, in order, and tests are not', async () => {
  const { root, read } = await project('mail-batch.ts', 'csv-report.ts', 'csv-report.test.ts', 'notes.md')
  await writeCatalogue(root)
  const catalogue = await read('workers/catalogue.gen.ts')
  expect(catalogue).toContain("import csvReportJob from './jobs/csv-report.ts'\nimport mailBatchJob from")
  expect(catalogue).toContain("  ['csv-report', csvReportJob],\n  ['mail-batch', mailBatchJob],\n])")
  expect(await read('core/job-type-names.gen.ts')).toContain("  'csv-report',\n  'mail-batch',\n]")
})

test('a catalogue that fits is not written again', async () => {
  const { root } = await project('csv-report.ts')
  expect(await writeCatalogue(root)).not.toEqual([])
  expect(await writeCatalogue(root)).toEqual([])
})

test('a job file that came later is noticed as drift, with the command that mends it', async () => {
  const { root } = await project('csv-report.ts')
  await writeCatalogue(root)
  await expect(checkCatalogue(root)).resolves.toBeUndefined()
  await writeFile(join(root, 'workers/jobs/image-set.ts'), 'export default {}\n')
  await expect(checkCatalogue(root)).rejects.toThrow('generate-catalogue.mjs')
})

test('a file name that cannot be a job type is refused by name', async () => {
  const { root } = await project('csvReport.ts')
  await expect(writeCatalogue(root)).rejects.toThrow('csvReport.ts')
})
