import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineJob } from '#core/define-job.ts'
import { upload } from '#core/upload.ts'
import { uploadInInput } from './upload-in-input.ts'

const taking = <Input extends z.ZodType>(input: Input) =>
  defineJob({ title: 'Task', description: 'Takes.', input, stages: {}, label: () => 'task', run: async () => null })

test.each([
  ['a file it cannot do without', z.object({ file: upload() }), {}, 'file'],
  ['a file deep in it', z.object({ a: z.object({ file: upload() }) }), {}, 'a.file'],
  ['a list of at least one file', z.object({ files: z.array(upload()).min(1) }), {}, 'files.0'],
  ['a file it could do without', z.object({ file: upload().optional() }), { file: { uploadId: 'u_x' } }, 'file'],
  ['a sample', z.object({ files: z.array(upload()) }), { files: [{ sample: 'weather.csv' }] }, 'files.0'],
])('%s is found', (_what, input, given, path) => {
  expect(uploadInInput(taking(input), given)).toBe(path)
})

test.each([
  ['no file', z.object({ n: z.number() }), { n: 1 }],
  ['no file where one may be', z.object({ file: upload().optional() }), {}],
  ['an empty list of files', z.object({ files: z.array(upload()) }), { files: [] }],
  ['a text called sample among others', z.object({ sample: z.string(), n: z.number() }), { sample: 'a', n: 1 }],
  ['null', z.null(), null],
])('an input with %s needs no upload', (_what, input, given) => {
  expect(uploadInInput(taking(input), given)).toBeUndefined()
})
