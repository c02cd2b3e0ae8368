import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { defineJob } from '#core/define-job.ts'
import { InvalidInputError } from '#core/errors.ts'
import { upload } from '#core/upload.ts'
import { testFolder } from '#server/testing/test-redis.ts'
import { testJob } from './test-job.ts'

const copy = defineJob({
  title: 'Copy',
  description: 'Copies files.',
  input: z.strictObject({ files: z.array(upload({ accept: ['.txt', '.csv'] })), times: z.int().min(1).default(1) }),
  stages: { reading: 'Reading', writing: 'Writing' },
  retry: { attempts: 3, giveUpOn: [SyntaxError] },
  label: ({ files }) => `${files.length} files`,
  summary: ({ bytes }: { bytes: number }) => `${bytes} bytes`,
  async run(input, { attempt, signal, stage, progress, log, files }) {
    let bytes = 0
    for (const [i, file] of input.files.entries()) {
      stage('reading')
      const content = await text(await files.open(file))
      progress({ current: i + 1, total: input.files.length, unit: 'files' })
      signal.throwIfAborted()
      if (content === 'broken') throw new Error(`It is broken on attempt ${attempt}.`)
      if (content === 'nonsense') throw new SyntaxError('It will never work.')
      stage('writing')
      await files.write(file.name, content.repeat(input.times))
      log.warn(`copied ${file.name}`)
      bytes += content.length * input.times
    }
    return { bytes }
  },
})

const one = { files: [{ uploadId: 'a.txt' }] }

test('a job runs in memory, and all it said and made can be looked at', async () => {
  const uploads = { 'a.txt': 'one', 'b.csv': Buffer.from('x;y') }
  const input = { files: [{ uploadId: 'a.txt' }, { uploadId: 'b.csv' }], times: 2 }
  const job = await testJob(copy, input, { uploads })
  expect(job).toEqual({
    result: { bytes: 12 },
    ...{ summary: '12 bytes', label: '2 files', wouldRetry: false, problems: [], added: {}, waits: false },
    stages: ['reading', 'writing', 'reading', 'writing'],
    progress: [1, 2].map((current) => ({ current, total: 2, unit: 'files' })),
    logs: ['a.txt', 'b.csv'].map((name) => ({ level: 'warn', text: `copied ${name}` })),
    files: {
      'a.txt': { bytes: 6, mediaType: 'text/plain', content: Buffer.from('oneone'), text: 'oneone' },
      'b.csv': { bytes: 6, mediaType: 'text/csv', content: Buffer.from('x;yx;y'), text: 'x;yx;y' },
    },
  })
})

test('it leaves nothing on the disk, whatever becomes of it', async () => {
  const folder = await testFolder()
  vi.stubEnv('TMPDIR', folder)
  onTestFinished(() => void vi.unstubAllEnvs())
  await testJob(copy, one, { uploads: { 'a.txt': 'broken' } })
  await testJob(copy, { ...one, times: 0 }, { uploads: { 'a.txt': 'one' } })
  await testJob(copy, one, { uploads: { 'a.txt': 'one' } })
  expect(tmpdir()).toBe(folder)
  expect(await readdir(folder)).toEqual([])
})

test.each([
  ['can be retried', 'broken', 1, true],
  ['was its last', 'broken', 3, false],
  ['is of no use', 'nonsense', 1, false],
])('it says whether another attempt would be made: the attempt %s', async (_, content, attempt, wouldRetry) => {
  const job = await testJob(copy, one, { uploads: { 'a.txt': content }, attempt })
  expect(job).toMatchObject({ error: { message: expect.any(String) }, wouldRetry, stages: ['reading'] })
  expect(job.result).toBeUndefined()
})

test('an input that would be refused is refused', async () => {
  expect((await testJob(copy, one)).error).toBeInstanceOf(InvalidInputError)
  const job = await testJob(copy, one, { uploads: { 'a.txt': '' } })
  expect(job).toMatchObject({ error: { code: 'file_empty' }, label: '', wouldRetry: false })
})

test('it can be aborted in the middle', async () => {
  const controller = new AbortController()
  const { signal } = controller
  const onSaid = ({ progress }: { progress: unknown[] }) => progress.length === 1 && controller.abort('enough')
  const input = { files: [{ uploadId: 'a.txt' }, { uploadId: 'a.txt' }] }
  const job = await testJob(copy, input, { uploads: { 'a.txt': 'one' }, signal, onSaid: (said) => void onSaid(said) })
  expect(job.error?.message).toBe('enough')
  expect(job.stages).toEqual(['reading'])
  expect(job.files).toEqual({})
})

/** A job that says `say`, past the compiler. */
const saying = (say: (context: { stage: (name: never) => void; progress: (update: never) => void }) => void) =>
  defineJob({
    title: 'Saying',
    description: 'Says something.',
    input: z.strictObject({}),
    stages: { known: 'Known' },
    label: () => 'saying',
    run: async (_input, context) => say(context),
  })

test.each([
  ['too much', { percent: 250 }, { percent: 100 }],
  ['no numbers', { percent: Number.NaN, current: '5', total: Number.POSITIVE_INFINITY, message: 5 }, {}],
  ['a long story', { message: 'x'.repeat(600) }, { message: 'x'.repeat(500) }],
  ['nothing', undefined, {}],
])('progress that says %s is what the worker would make of it', async (_, update, expected) => {
  const job = await testJob(
    saying(({ progress }) => progress(update as never)),
    {},
  )
  expect(job).toMatchObject({ progress: [expected], problems: [] })
  expect(job.error).toBeUndefined()
})

test('a stage that is not declared is shown as it is, and said to be a problem once', async () => {
  const hostile = { toString: () => JSON.parse('{') }
  const job = await testJob(
    saying(({ stage }) => {
      for (const name of ['known', 'unknown', hostile, 'toString']) stage(name as never)
    }),
    {},
  )
  expect(job.stages).toEqual(['known', 'unknown', 'a value that cannot be shown', 'toString'])
  expect(job.problems).toEqual(['The stage "unknown" is not declared by the job type. Add it to its stages.'])
})

test('progress that throws when it is read harms nothing, and is a problem', async () => {
  const trap = {
    get percent(): number {
      throw new RangeError('Hands off.')
    },
  }
  const job = await testJob(
    saying(({ progress }) => progress(trap as never)),
    {},
  )
  expect(job).toMatchObject({ progress: [], problems: ['Hands off.'] })
  expect(job.error).toBeUndefined()
})

test('a result that would not be kept is an error here too, and one nobody keeps is none', async () => {
  const large = defineJob({
    title: 'Large',
    description: 'Returns much.',
    input: z.strictObject({}),
    stages: {},
    label: () => 'large',
    run: async () => 'x'.repeat(2 ** 21),
  })
  expect((await testJob(large, {})).error).toMatchObject({ reason: 'result-too-large' })
  const job = await testJob({ ...large, result: { store: 'never' } }, {})
  expect([job.result, job.error]).toEqual([undefined, undefined])
})

const album = defineJob({
  title: 'Album',
  description: 'Puts what its children made together.',
  input: z.strictObject({ pages: z.int() }),
  stages: {},
  label: ({ pages }) => `${pages} pages`,
  async run({ pages }, { children, files }) {
    for (let i = 1; i <= pages; i += 1) await children.add(`page-${i}`, { type: 'page', input: { i } })
    await children.wait()
    const made = await children.results(z.object({ words: z.int() }))
    const first = made.find(({ state }) => state === 'success')
    if (first) await files.write('album.txt', await children.open(first.id, 'page.txt'))
    return made.map((page) => (page.state === 'success' ? page.result.words : page.error.message))
  },
})

test('a job that adds children waits for them, and goes on with what became of them', async () => {
  const first = await testJob(album, { pages: 2 })
  const page = (i: number) => ({ type: 'page', input: { i } })
  expect(first).toMatchObject({ waits: true, wouldRetry: false, added: { 'page-1': page(1), 'page-2': page(2) } })
  expect([first.result, first.error]).toEqual([undefined, undefined])
  const added = {
    'page-1': { type: 'page', result: { words: 7 }, files: { 'page.txt': 'seven words' } },
    'page-2': { type: 'page', error: 'It was torn.' },
  }
  const second = await testJob(album, { pages: 2 }, { added, attempt: 2 })
  expect(second).toMatchObject({ waits: false, added: {}, result: [7, 'It was torn.'] })
  expect(second.files['album.txt']?.text).toBe('seven words')
})

test('children that were submitted with the job are there from the start, and a result that does not fit is an error', async () => {
  const children = [{ type: 'page', result: { words: 'seven' } }]
  expect((await testJob(album, { pages: 0 }, { children })).error?.name).toBe('ZodError')
  const missing = await testJob(album, { pages: 0 }, { children: [{ type: 'page', result: { words: 7 } }] })
  expect(missing.error).toMatchObject({ name: 'ChildFileError' })
})
