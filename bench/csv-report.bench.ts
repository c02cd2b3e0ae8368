import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import type { CsvRun } from './csv-report-result.ts'
import { exportedTable } from './csv-report-table.ts'
import { writeResult } from './measure/write-result.ts'

/** How fast a CSV report is and how much memory it takes, beside csv-parse alone on the same file. */
const bytes = Number(process.env.BENCH_CSV_BYTES ?? 2 ** 29)
const directory = await mkdtemp(join(tmpdir(), 'csv-report-bench-'))
try {
  const path = join(directory, 'table.csv')
  await pipeline(Readable.from(exportedTable(bytes)), createWriteStream(path))
  const peer = await run('peer', path)
  const report = await run('report', path)
  print('csv-parse alone', peer)
  print('csv-report', report)
  const [time, cpu] = [report.seconds / peer.seconds, report.cpuSeconds / peer.cpuSeconds]
  console.log(
    `csv-report takes ${time.toFixed(2)} times as long as csv-parse alone, and ${cpu.toFixed(2)} times the CPU`,
  )
  await writeResult('csv-report', { report, peer })
} finally {
  await rm(directory, { recursive: true })
}

async function run(what: string, path: string): Promise<CsvRun> {
  const script = join(import.meta.dirname, 'csv-report-run.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, what, path])
  return JSON.parse(stdout) as CsvRun
}

function print(name: string, { rows, seconds, cpuSeconds, size, peakBytes, longestBlockMs }: CsvRun): void {
  const parts = [
    `${Math.round(rows / seconds).toLocaleString('en-US')} rows/s`,
    `${(size / 1e6 / seconds).toFixed(1)} MB/s`,
    `${cpuSeconds.toFixed(1)} s of CPU`,
    `peak ${Math.round(peakBytes / 1e6)} MB`,
    `longest block ${longestBlockMs.toFixed(0)} ms`,
  ]
  console.log(`${name.padEnd(18)}${parts.join('   ')}   (${(size / 2 ** 30).toFixed(2)} GiB)`)
}
