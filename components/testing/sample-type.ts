import type { JobType } from '#core/job-type.ts'

/** The type of the sample jobs, with one field of every kind in its form. */
export const sampleType: JobType = {
  type: 'report',
  title: 'Report',
  description: 'Makes a report.',
  rehearsal: false,
  available: true,
  attempts: 3,
  keepForSeconds: { success: 60, failure: 60 },
  stages: [
    { name: 'parsing', label: 'Reading rows' },
    { name: 'rendering', label: 'Writing the report' },
  ],
  samples: [{ title: 'Flights', input: { file: { sample: 'flights.csv' }, rows: 7, window: { from: '2026-01-01' } } }],
  input: {
    type: 'object',
    required: ['file', 'name', 'rows', 'kind'],
    properties: {
      file: { type: 'object', title: 'File', 'x-upload': { accept: ['.csv'], maxBytes: 1_048_576 } },
      name: { type: 'string', minLength: 1, title: 'Name', description: 'What it is called.' },
      rows: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
      kind: { anyOf: [{ const: 'short', title: 'In short' }, { const: 2 }] },
      isDraft: { type: 'boolean', default: true },
      mails: { type: 'array', items: { type: 'string' } },
      window: { $ref: '#/$defs/window' },
      pictures: {
        type: 'array',
        title: 'Pictures',
        maxItems: 4,
        items: { type: 'object', 'x-upload': { accept: ['.png'] } },
      },
      formats: { type: 'array', title: 'Formats', items: { enum: ['webp', 'avif', 'jpeg'] } },
      widths: { type: 'array', title: 'Widths', items: { type: 'integer' } },
      extra: { type: 'array', items: { type: 'array' } },
    },
    $defs: {
      window: {
        type: 'object',
        required: ['from'],
        properties: { from: { type: 'string', format: 'date' }, to: { type: 'string', format: 'date' } },
      },
    },
  },
}
