import { z } from 'zod'
import { defineJob } from '#core/define-job.ts'
import { upload } from '#core/upload.ts'
import { type CsvResult, csvResult } from '#workers/csv-report/csv-result.ts'
import { formatCount } from '#workers/csv-report/format-count.ts'
import { InvalidCsvError } from '#workers/csv-report/invalid-csv-error.ts'
import { profileCsv } from '#workers/csv-report/profile-csv.ts'
import { renderProfileJson } from '#workers/csv-report/render-profile-json.ts'
import { renderReport } from '#workers/csv-report/render-report.ts'

const GiB = 2 ** 30
const day = 24 * 60 * 60

export default defineJob({
  title: 'CSV report',
  description:
    'Profiles every column of a CSV file: types, empty and distinct values, distribution, most frequent values.',
  input: z.strictObject({
    file: upload({
      accept: ['text/csv', 'text/tab-separated-values', 'text/plain', '.csv', '.tsv', '.tab', '.txt'],
      maxBytes: 2 * GiB,
    }).meta({
      title: 'File',
      description: 'A table as text, up to 2 GiB: CSV, TSV, or separated by semicolons or pipes.',
    }),
    delimiter: z
      .enum(['comma', 'semicolon', 'tab', 'pipe'])
      .optional()
      .meta({ title: 'Delimiter', description: 'What stands between two values. Detected when not given.' }),
    header: z
      .boolean()
      .default(true)
      .meta({ title: 'First row has the names', description: 'Otherwise the columns are numbered.' }),
  }),
  stages: { parsing: 'Reading rows', summarising: 'Summarising columns', rendering: 'Writing the report' },
  retry: { attempts: 3, backoff: { type: 'exponential', delayMs: 1_000, jitter: 0.5 }, giveUpOn: [InvalidCsvError] },
  timeoutMs: 30 * 60_000,
  concurrency: 2,
  result: { keepForSeconds: 7 * day },
  label: ({ file }) => file.name,
  summary: (result: CsvResult) =>
    `${formatCount(result.columns.length, 'column', 'columns')} · ${formatCount(result.rows, 'row', 'rows')}`,
  samples: [
    { title: 'Daily weather in Seattle', input: { file: { sample: 'seattle-weather.csv' } } },
    { title: 'Flights between US airports', input: { file: { sample: 'flights-airport.csv' } } },
    { title: 'Unemployment by county, separated by tabs', input: { file: { sample: 'unemployment.tsv' } } },
  ],
  async run({ file, delimiter, header }, { signal, stage, progress, log, files }) {
    stage('parsing')
    const profile = await profileCsv(await files.open(file), {
      file,
      delimiter,
      header,
      signal,
      onDetected: (found) => log.info(`The delimiter is a ${found}${delimiter ? ', as the input says' : ''}.`),
      onProgress: (current, rows) =>
        progress({ current, total: file.bytes, unit: 'bytes', message: formatCount(rows, 'row', 'rows') }),
      onRead: () => stage('summarising'),
    })
    log.info(`The encoding is ${profile.encoding}.`)
    for (const note of profile.notes) log.warn(note)
    for (const { line, fields } of profile.ragged.first)
      log.warn(`Line ${line} has ${formatCount(fields, 'field', 'fields')}.`)
    stage('rendering')
    await files.write('report.html', renderReport(profile), { mediaType: 'text/html' })
    signal.throwIfAborted()
    await files.write('profile.json', renderProfileJson(profile), { mediaType: 'application/json' })
    signal.throwIfAborted()
    return csvResult(profile)
  },
})
