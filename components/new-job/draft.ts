import type { FormField } from './form-field.ts'

/** A chosen file: on its way, uploaded (or held by a job that was given it), or one of the samples that come with Waybill. */
export type DraftFile =
  | { state: 'uploading'; name: string }
  | { state: 'uploaded'; name: string; bytes: number; uploadId: string; job?: string }
  | { state: 'sample'; name: string }

/** One of several files. `key` tells it from the others for as long as it stands in the form. */
export type ListedFile = { key: string } & (
  | DraftFile
  | { state: 'waiting'; name: string }
  | { state: 'failed'; name: string; reason: string }
)

export type DraftValue = string | boolean | DraftFile | { files: readonly ListedFile[] } | { chosen: readonly string[] }

/** A new value, or what makes it of the one that stands there. */
export type DraftChange = DraftValue | undefined | ((before: DraftValue | undefined) => DraftValue | undefined)

/** What stands in the form, by path. Choices hold the place of the option; what is absent is empty. */
export type Draft = Readonly<Record<string, DraftValue>>

export const isFile = (value: DraftValue | undefined): value is DraftFile =>
  typeof value === 'object' && 'state' in value

/** The files of a field that takes several. */
export const filesOf = (value: DraftValue | undefined): readonly ListedFile[] =>
  typeof value === 'object' && 'files' in value ? value.files : []

/** The options of a field that takes several: their places in the list. */
export const chosenOf = (value: DraftValue | undefined): readonly string[] =>
  typeof value === 'object' && 'chosen' in value ? value.chosen : []

/** Fills the form with an input: a sample's, or the defaults that stand in the schema. */
export function draftOf(fields: readonly FormField[], input?: unknown): Draft {
  const entries = fields.flatMap((field): [string, DraftValue][] => {
    const value = valueAt(input, field.path) ?? field.fallback
    if (field.kind === 'group') return Object.entries(draftOf(field.fields, input ?? field.fallback))
    const drawn = value === undefined ? undefined : draftValue(field, value)
    return drawn === undefined ? [] : [[field.path, drawn]]
  })
  return Object.fromEntries(entries)
}

function draftValue(field: FormField, value: unknown): DraftValue | undefined {
  switch (field.kind) {
    case 'boolean':
      return value === true
    case 'choice':
      return placeOf(field.options, value)
    case 'choices':
      return { chosen: listOf(value).flatMap((item) => placeOf(field.options, item) ?? []) }
    case 'lines':
      return Array.isArray(value) ? value.join('\n') : String(value)
    case 'upload':
      return draftFile(value)
    case 'uploads': {
      const files = listOf(value).flatMap((item) => draftFile(item) ?? [])
      return { files: files.map((file, i) => ({ key: `given-${i}`, ...file })) }
    }
    case 'json':
      return JSON.stringify(value, null, 2)
    default:
      return String(value)
  }
}

function draftFile(value: unknown): DraftFile | undefined {
  const file = isRecord(value) ? value : {}
  if (typeof file.sample === 'string') return { state: 'sample', name: file.sample }
  if (typeof file.uploadId !== 'string') return undefined
  const { uploadId, name, bytes, job } = file
  const held = typeof job === 'string' ? { job } : {}
  return { state: 'uploaded', uploadId, name: String(name ?? uploadId), bytes: Number(bytes ?? 0), ...held }
}

function placeOf(options: readonly { value: unknown }[], value: unknown): string | undefined {
  const index = options.findIndex((option) => option.value === value)
  return index < 0 ? undefined : String(index)
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Reads `a.b` out of a value; the empty path is the value itself. */
function valueAt(value: unknown, path: string): unknown {
  if (!path) return value
  return path.split('.').reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), value)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
