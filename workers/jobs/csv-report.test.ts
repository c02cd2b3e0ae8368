import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { InvalidCsvError } from '#workers/csv-report/invalid-csv-error.ts'
import { testJob } from '#workers/testing/test-job.ts'
import csvReport from './csv-report.ts'

const samples = join(import.meta.dirname, '../samples')
const data = join(import.meta.dirname, '../../node_modules/vega-datasets/data')

async function run(path: string, signal?: AbortSignal) {
  const name = basename(path)
  const uploads = { [name]: await readFile(path) }
  return testJob(csvReport, { file: { uploadId: name } }, { uploads, signal })
}

test('Every sample becomes a report', async () => {
  for (const { input } of csvReport.samples ?? []) {
    const { result, stages, progress, files, label, problems } = await testJob(csvReport, input)
    const { current, total } = progress.at(-1) ?? {}
    expect(stages).toEqual(['parsing', 'summarising', 'rendering'])
    expect(current).toBe(total)
    expect(input.file).toEqual({ sample: label })
    expect(JSON.parse(files['profile.json']?.text ?? '').columns).toEqual(result?.columns)
    expect(files['report.html']?.text).toContain(label)
    expect(problems).toEqual([])
  }
})

test('The summary names columns and rows', async () => {
  const { summary } = await run(join(samples, 'seattle-weather.csv'))
  expect(summary).toBe('6 columns · 1,461 rows')
})

test('Types, moments and quantiles of real tables agree with a computation over all rows at once', async () => {
  for (const name of ['seattle-weather.csv', 'birdstrikes.csv', 'airports.csv', 'zipcodes.csv', 'species.csv']) {
    const { result } = await run(join(data, name))
    if (result?.detail !== 'full') throw new Error('A table of few columns has a full result.')
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
  }
})

type Series = NonNullable<
  (NonNullable<Awaited<ReturnType<typeof run>>['result']> & { detail: 'full' })['columns'][number]['numbers']
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
  const uploads = { 'table.csv': await readFile(process.execPath) }
  const { error, wouldRetry } = await testJob(csvReport, { file: { uploadId: 'table.csv' } }, { uploads })
  expect(error).toBeInstanceOf(InvalidCsvError)
  expect(wouldRetry).toBe(false)
})

test('An abort leaves no report behind', async () => {
  const { error, files } = await run(join(samples, 'seattle-weather.csv'), AbortSignal.abort(new Error('stop')))
  expect(error?.message).toBe('stop')
  expect(files).toEqual({})
})
