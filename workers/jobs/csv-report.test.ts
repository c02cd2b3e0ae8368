import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { InvalidCsvError } from '#workers/csv-report/invalid-csv-error.ts'
import { recordContext } from '#workers/testing/record-context.ts'
import csvReport from './csv-report.ts'

const samples = join(import.meta.dirname, '../samples')
const data = join(import.meta.dirname, '../../node_modules/vega-datasets/data')

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'csv-report-'))
})
afterEach(() => rm(directory, { recursive: true }))

async function run(path: string, signal?: AbortSignal) {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const file = {
    uploadId: `u_${'a'.repeat(26)}`,
    name,
    bytes: (await stat(path)).size,
    mediaType: 'text/csv',
    sha256: '',
  }
  const { context, recorded } = recordContext<keyof typeof csvReport.stages>({ directory, pathOf: () => path, signal })
  const result = await csvReport.run(csvReport.input.parse({ file }), context)
  return { result, recorded, file }
}

test('Every sample becomes a report', async () => {
  for (const { input } of csvReport.samples ?? []) {
    if (!('sample' in input.file)) throw new Error('A sample must name a file that comes with the project.')
    const { result, recorded, file } = await run(join(samples, input.file.sample))
    expect(recorded.stages).toEqual(['parsing', 'summarising', 'rendering'])
    expect(recorded.progress.at(-1)).toMatchObject({ current: file.bytes, total: file.bytes, unit: 'bytes' })
    expect(csvReport.label({ file, header: true })).toBe(input.file.sample)
    expect(JSON.parse(await readFile(join(directory, 'profile.json'), 'utf8')).columns).toEqual(result.columns)
    expect(await readFile(join(directory, 'report.html'), 'utf8')).toContain(input.file.sample)
    await rm(join(directory, 'profile.json'))
    await rm(join(directory, 'report.html'))
  }
})

test('The summary names columns and rows', async () => {
  const { result } = await run(join(samples, 'seattle-weather.csv'))
  expect(csvReport.summary?.(result)).toBe('6 columns · 1,461 rows')
})

test('Types, moments and quantiles of real tables agree with a computation over all rows at once', async () => {
  for (const name of ['seattle-weather.csv', 'birdstrikes.csv', 'airports.csv', 'zipcodes.csv', 'species.csv']) {
    const { result } = await run(join(data, name))
    if (result.detail !== 'full') throw new Error('A table of few columns has a full result.')
    const rows: Record<string, string>[] = parse(await readFile(join(data, name)), { columns: true })
    expect(result.rows).toBe(rows.length)
    for (const { name: column, numbers, distinct, filled } of result.columns) {
      const values = rows.map((row) => row[column] ?? '').filter((value) => value !== '')
      expect(filled).toBe(values.length)
      const different = new Set(values).size
      if (distinct.exact) expect(distinct.count).toBe(different)
      else expect(Math.abs(distinct.count / different - 1)).toBeLessThan(4 * distinct.standardError)
      if (numbers) expectSame(numbers, values.map(Number))
    }
    await rm(join(directory, 'profile.json'))
    await rm(join(directory, 'report.html'))
  }
})

type Series = NonNullable<
  (Awaited<ReturnType<typeof run>>['result'] & { detail: 'full' })['columns'][number]['numbers']
>

function expectSame(found: Series, values: number[]) {
  const sorted = Float64Array.from(values.filter((value) => !Number.isNaN(value))).sort()
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  expect(found.count).toBe(sorted.length)
  expect([found.min, found.max]).toEqual([sorted[0], sorted.at(-1)])
  expect(found.mean / mean).toBeCloseTo(1, 9)
  expect(found.standardDeviation / Math.sqrt(squares / (sorted.length - 1))).toBeCloseTo(1, 9)
  for (const [name, p] of [
    ['p5', 0.05],
    ['p25', 0.25],
    ['p50', 0.5],
    ['p75', 0.75],
    ['p95', 0.95],
  ] as const) {
    const slack = found.exact ? 1 / sorted.length : 0.01
    const share = sorted.filter((value) => value < found.quantiles[name]).length / sorted.length
    const shareUpTo = sorted.filter((value) => value <= found.quantiles[name]).length / sorted.length
    expect(share).toBeLessThanOrEqual(p + slack)
    expect(shareUpTo).toBeGreaterThanOrEqual(p - slack)
  }
}

test('A file that is not CSV fails for good', async () => {
  await expect(run(process.execPath)).rejects.toThrow(InvalidCsvError)
  expect(csvReport.retry?.giveUpOn).toContain(InvalidCsvError)
})

test('An abort leaves no report behind', async () => {
  await expect(run(join(samples, 'seattle-weather.csv'), AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop')
  await expect(stat(join(directory, 'report.html'))).rejects.toThrow('ENOENT')
})
