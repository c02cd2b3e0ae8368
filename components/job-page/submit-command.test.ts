import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { filesIn, submitCommand } from './submit-command.ts'

const file = { uploadId: 'u_a', name: 'it’s "mine".csv', bytes: 9, mediaType: 'text/csv', sha256: '0' }
const job = { id: 'csv-report:j_1', type: 'csv-report', tags: ['nightly'] }

test('the files of an input are found wherever they stand, each once', () => {
  expect(filesIn({ a: file, more: [{ deep: file }, { ...file, uploadId: 'u_b' }], text: 'u_c' })).toEqual([
    file,
    { ...file, uploadId: 'u_b' },
  ])
  expect(filesIn(null)).toEqual([])
})

test('a shell sends exactly the input, whatever is in it, and names the job that holds the files', () => {
  const input = { file, note: `it's $HOME \`pwd\` \\ "x" ';rm -rf /;'\n` }
  const command = submitCommand({ job, input, priority: 3, origin: 'http://localhost:3000' })
  // What a shell makes of it, with something in curl's place that tells its arguments.
  const script = `curl() { printf '%s\\0' "$@"; }; WAYBILL_TOKEN=secret; ${command}`
  const [url, , auth, , type, , body = ''] = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0')
  expect([url, auth, type]).toEqual([
    'http://localhost:3000/api/jobs',
    'Authorization: Bearer secret',
    'Content-Type: application/json',
  ])
  expect(JSON.parse(body)).toEqual({
    type: 'csv-report',
    input: { ...input, file: { uploadId: 'u_a', job: 'csv-report:j_1' } },
    priority: 3,
    tags: ['nightly'],
  })
})
