import { newJob as w } from '#words/new-job.ts'
import { chosenOf, type Draft, type DraftFile, filesOf, isFile, type ListedFile } from './draft.ts'
import { fieldPaths } from './field-paths.ts'
import type { FormField } from './form-field.ts'

/** What is wrong at a field, in a sentence. */
export interface Issue {
  path: string
  message: string
}

/** The input a form stands for, and what keeps it from being sent. The rest is for the server to judge. */
export function draftInput(fields: readonly FormField[], draft: Draft): { input: unknown; issues: Issue[] } {
  const issues: Issue[] = []
  const [only] = fields
  if (only?.path === '') return { input: read(only, draft, issues), issues }
  return { input: readGroup(fields, draft, issues), issues }
}

function readGroup(fields: readonly FormField[], draft: Draft, issues: Issue[]): Record<string, unknown> {
  const entries = fields.flatMap((field) => {
    const value = field.kind === 'group' ? readNested(field, draft, issues) : read(field, draft, issues)
    return value === undefined ? [] : [[field.path.slice(field.path.lastIndexOf('.') + 1), value] as const]
  })
  return Object.fromEntries(entries)
}

/** An optional group nobody touched is left out as a whole, with whatever it would require. */
function readNested({ fields, required }: FormField & { kind: 'group' }, draft: Draft, issues: Issue[]) {
  const isTouched = fieldPaths(fields).some((path) => draft[path] !== undefined)
  return required || isTouched ? readGroup(fields, draft, issues) : undefined
}

function read(field: FormField, draft: Draft, issues: Issue[]): unknown {
  const value = draft[field.path]
  const wrong = (message: string) => void issues.push({ path: field.path, message })
  if (field.kind === 'boolean') return value === undefined && !field.required ? undefined : value === true
  if (value === undefined || value === '') return isMissing(field) ? wrong(w.missing[field.kind]) : emptyOf(field)
  if (isFile(value)) {
    return value.state === 'uploading' ? wrong(w.wrong.uploading) : fileReference(value)
  }
  if (field.kind === 'uploads') return readFiles(field, filesOf(value), wrong)
  if (field.kind === 'choices') {
    const chosen = chosenOf(value)
    if (chosen.length === 0 && field.required) return wrong(w.missing.choices)
    return chosen.length === 0 ? undefined : chosen.map((place) => field.options[Number(place)]?.value)
  }
  const text = String(value)
  switch (field.kind) {
    case 'number':
      return Number.isFinite(Number(text)) ? Number(text) : wrong(w.missing.number)
    case 'choice':
      return field.options[Number(text)]?.value
    case 'lines':
      return readLines(text, field.isNumber, wrong)
    case 'json':
      try {
        return JSON.parse(text)
      } catch {
        return wrong(w.wrong.json)
      }
    default:
      return text
  }
}

function readFiles({ required }: FormField, files: readonly ListedFile[], wrong: (message: string) => void): unknown {
  if (files.length === 0) return required ? wrong(w.missing.uploads) : undefined
  if (files.some(({ state }) => state === 'failed')) return wrong(w.wrong.uploadFailed)
  const whole = files.filter((file) => file.state === 'uploaded' || file.state === 'sample')
  if (whole.length < files.length) return wrong(w.wrong.uploadingSome)
  return whole.map(fileReference)
}

function fileReference(file: Exclude<DraftFile, { state: 'uploading' }>) {
  if (file.state === 'sample') return { sample: file.name }
  return { uploadId: file.uploadId, ...(file.job !== undefined && { job: file.job }) }
}

function readLines(text: string, isNumber: boolean, wrong: (message: string) => void): unknown {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  if (!isNumber) return lines
  const numbers = lines.map(Number)
  return numbers.every(Number.isFinite) ? numbers : wrong(w.wrong.numberPerLine)
}

/** An empty text is a text, unless the schema asks for at least one character, or for a date or an address. */
function isMissing(field: FormField): boolean {
  if (!field.required || field.kind === 'lines') return false
  return field.kind !== 'text' || field.inputType !== 'text' || (field.minLength ?? 0) > 0
}

function emptyOf(field: FormField): unknown {
  if (!field.required) return undefined
  return field.kind === 'lines' ? [] : ''
}
