import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parse } from 'csv-parse'
import csvReport from '#workers/jobs/csv-report.ts'
import { recordContext } from '#workers/testing/record-context.ts'

// A process of its own, so that its peak of memory is that of one reader: `csv-report-run.ts report|peer <file>`.
const [, , what, path = ''] = process.argv
const { size } = await stat(path)
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
const start = performance.now()
const rows = what === 'peer' ? await readOnly() : await report()
const seconds = (performance.now() - start) / 1000
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
const peakBytes = maxRSS * 1024
const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6
console.log(JSON.stringify({ rows, seconds, cpuSeconds, size, peakBytes, longestBlockMs: delay.max / 1e6 }))

async function readOnly(): Promise<number> {
  let count = -1
  for await (const _ of createReadStream(path).pipe(parse())) count++
  return count
}

async function report(): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'csv-report-'))
  try {
    const { context } = recordContext<'parsing' | 'summarising' | 'rendering'>({ directory, pathOf: () => path })
    // What it says of its progress is kept by the recorder, and must not count as the job's memory.
    const quiet = { ...context, progress: () => {} }
    const upload = {
      uploadId: `u_${'a'.repeat(26)}`,
      name: basename(path),
      bytes: size,
      mediaType: 'text/csv',
      sha256: '',
    }
    return (await csvReport.run({ file: upload, header: true }, quiet)).rows
  } finally {
    await rm(directory, { recursive: true })
  }
}
