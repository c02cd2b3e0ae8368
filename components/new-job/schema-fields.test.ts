import { expect, test } from 'vitest'
import { sampleType } from '#components/testing/sample-type.ts'
import { draftOf } from './draft.ts'
import { draftInput } from './draft-input.ts'
import { fieldPaths } from './field-paths.ts'
import { problemIssues } from './problem-issues.ts'
import { schemaFields } from './schema-fields.ts'

const fields = schemaFields(sampleType.input)
const field = (path: string) => fields.find((each) => each.path === path)

test('every kind of schema becomes the control that fits it, and the rest is asked for as JSON', () => {
  expect(fields.map(({ path, kind }) => [path, kind])).toEqual([
    ['file', 'upload'],
    ['name', 'text'],
    ['rows', 'number'],
    ['kind', 'choice'],
    ['isDraft', 'boolean'],
    ['mails', 'lines'],
    ['window', 'group'],
    ['pictures', 'uploads'],
    ['formats', 'choices'],
    ['widths', 'lines'],
    ['extra', 'json'],
  ])
})

test('titles and descriptions come from the schema, or from the name', () => {
  expect(field('name')).toMatchObject({ title: 'Name', description: 'What it is called.' })
  expect(field('isDraft')).toMatchObject({ title: 'Is draft' })
})

test('a bound that only says what JavaScript can count to is not told', () => {
  expect(field('rows')).toMatchObject({ min: 1, max: undefined })
})

test('a choice keeps the type of its values', () => {
  const { input } = draftInput(fields, { kind: '1' })
  expect(input).toMatchObject({ kind: 2 })
})

test('a schema that is not an object is one field, and its value the whole input', () => {
  const [only] = schemaFields({ type: 'string' })
  expect(only).toMatchObject({ path: '', kind: 'text' })
  expect(draftInput(only ? [only] : [], { '': 'hello' }).input).toBe('hello')
})

test('a schema that refers to itself ends as JSON', () => {
  const [loop] = schemaFields({
    type: 'object',
    properties: { me: { $ref: '#/$defs/a' } },
    $defs: { a: { $ref: '#/$defs/a' } },
  })
  expect(loop?.kind).toBe('json')
})

test('a sample fills the form, and what it leaves out keeps its default', () => {
  expect(draftOf(fields, sampleType.samples[0]?.input)).toEqual({
    file: { state: 'sample', name: 'flights.csv' },
    rows: '7',
    isDraft: true,
    'window.from': '2026-01-01',
  })
})

test('a filled form becomes the input it was filled from', () => {
  const input = {
    name: 'n',
    rows: 7,
    kind: 'short',
    isDraft: false,
    mails: ['a', 'b'],
    window: { from: '2026-01-01' },
    extra: [1],
  }
  const draft = {
    ...draftOf(fields, input),
    file: { state: 'uploaded', uploadId: 'u_1', name: 'f', bytes: 1 } as const,
  }
  expect(draftInput(fields, draft)).toEqual({ input: { ...input, file: { uploadId: 'u_1' } }, issues: [] })
})

test('an empty form says at each required field what is missing, and nothing about a group nobody touched', () => {
  const { input, issues } = draftInput(fields, {})
  expect(issues.map(({ path }) => path)).toEqual(['file', 'name', 'rows', 'kind'])
  expect(input).toEqual({})
})

test('a group that was begun has to be finished', () => {
  expect(draftInput(fields, { 'window.to': '2026-01-02' }).issues.map(({ path }) => path)).toContain('window.from')
})

test('a file on its way and JSON that is none keep a form from being sent', () => {
  const { issues } = draftInput(fields, { file: { state: 'uploading', name: 'f' }, extra: '[1' })
  expect(issues.map(({ path }) => path)).toEqual(expect.arrayContaining(['file', 'extra']))
})

test('problems of the server stand at their fields, with or without the leading input', () => {
  const problem = {
    detail: 'The input is not valid.',
    issues: [
      { path: 'input.file', message: 'Too large.' },
      { path: 'window.from', message: 'No date.' },
      { path: 'extra.0', message: 'No number.' },
      { path: 'priority', message: 'Too high.' },
    ],
  }
  const { atFields, general } = problemIssues(problem, fieldPaths(fields))
  expect(atFields.map(({ path }) => path)).toEqual(['file', 'window.from', 'extra'])
  expect(general).toEqual(['priority: Too high.'])
})

test('a problem without issues is told by its detail', () => {
  expect(problemIssues({ detail: 'The queue is full.' }, [])).toEqual({ atFields: [], general: ['The queue is full.'] })
})

test('lists of choices, numbers and files are what a sample says, and are sent as lists', () => {
  const held = { uploadId: 'u_1', name: 'b.png', bytes: 7, job: 'report:j_1' }
  const draft = draftOf(fields, {
    pictures: [{ sample: 'a.png' }, held],
    formats: ['jpeg', 'webp'],
    widths: [480, 960],
  })
  expect(draft).toMatchObject({ formats: { chosen: ['2', '0'] }, widths: '480\n960' })
  expect(draftInput(fields, draft).input).toMatchObject({
    pictures: [{ sample: 'a.png' }, { uploadId: 'u_1', job: 'report:j_1' }],
    formats: ['jpeg', 'webp'],
    widths: [480, 960],
  })
})

test('a line that is no number, and a list of files that is not whole, are said at their fields', () => {
  const files = [{ key: '1', state: 'waiting' as const, name: 'a.png' }]
  const { issues } = draftInput(fields, { pictures: { files }, widths: '480\nwide' })
  const of = (path: string) => issues.find((issue) => issue.path === path)?.message
  expect(of('pictures')).toBe('Wait until all files have been uploaded, or remove them.')
  expect(of('widths')).toBe('Write one number per line.')
})
