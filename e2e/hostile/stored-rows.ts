import { expect } from '@playwright/test'

/** What another program may have written into the hash of a job that waits, and how the job is shown then. */
export interface StoredRow {
  /** The number in the list of bad input, see `elsewhere.ts`. */
  row: number
  what: string
  /** Written over the hash of a good job, as it stands. */
  fields: Record<string, string | Buffer>
  /** A part of what `GET /api/jobs/:id` answers. */
  shown: Record<string, unknown>
}

const stored = (row: number, what: string, fields: StoredRow['fields'], shown: StoredRow['shown'] = {}): StoredRow => ({
  ...{ row, what, fields, shown },
})
const json = (field: string, value: unknown) => ({ [field]: JSON.stringify(value) })
const progress = (what: string, text: string, percent: number | null) =>
  stored(102, `progress ${what}`, { progress: text }, { progress: { percent } })
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT/)
const waybill = { v: 1, label: 'Kept', tags: [], keep: { success: 60, failure: 60 } }
const long = 'x'.repeat(10 * 1024 * 1024)

/** Values in Redis that no program of ours wrote. */
export const storedRows: readonly StoredRow[] = [
  stored(98, 'an input that is no JSON', { data: '{bad' }, { state: 'pending' }),
  stored(98, 'options that are no JSON', { opts: '{bad' }, { attempt: { current: 0, max: 1 } }),
  stored(98, 'progress that is no JSON', { progress: '{bad' }, { progress: { percent: null } }),
  stored(98, 'a result that is no JSON', { returnvalue: '{bad' }, { state: 'pending' }),
  progress('null', 'null', null),
  progress('without a value', '', null),
  progress('NaN', 'NaN', null),
  progress('Infinity', '1e999', null),
  progress('below nothing', '-5', 0),
  progress('beyond the end', '250', 100),
  progress('as text', '"50"', 50),
  progress('as an empty object', '{}', null),
  progress('as a list', '[1,2]', null),
  stored(103, 'ten megabytes of progress', json('progress', { message: long }), { progress: { percent: null } }),
  stored(103, 'progress without end inside', { progress: '['.repeat(30_000) }, { progress: { percent: null } }),
  stored(105, 'ten megabytes of reasons', { failedReason: long, stacktrace: `["${long}"]` }, { state: 'pending' }),
  stored(105, 'a stack of HTML', json('stacktrace', ['<script>1</script>']), { state: 'pending' }),
  ...['NaN', '9e15', '-9e15', '', 'yesterday'].map((at) =>
    stored(106, `a time of ${at || 'nothing'}`, { timestamp: at }, { times: { submittedAt: time } }),
  ),
  stored(106, 'an end before the start', { processedOn: '2000', finishedOn: '1000' }, { times: { submittedAt: time } }),
  stored(107, 'many attempts', json('opts', { attempts: 'many', waybill }), { attempt: { max: 1 }, label: 'Kept' }),
  stored(107, 'attempts that are text', { ats: 'x', atm: '-7', stc: '1e9' }, { attempt: { current: 0, max: 1 } }),
  stored(107, 'a priority that is text', { priority: 'urgent' }, { state: 'pending' }),
  stored(110, 'bytes that are no text', { name: Buffer.from([0xc3, 0x28, 0xff]) }, { type: '\ufffd(\ufffd' }),
  stored(110, 'msgpack', { data: Buffer.from([0x81, 0xa1, 0x61, 0xcb, 0xff]) }, { state: 'pending' }),
  stored(110, 'options of bytes', { opts: Buffer.from([0x7b, 0xff, 0x00, 0x7d]) }, { tags: [] }),
  stored(111, 'options too large to be read', json('opts', { waybill, more: long }), { tags: [] }),
  stored(111, 'an input too large to be read', json('data', { more: long }), { state: 'pending' }),
]
