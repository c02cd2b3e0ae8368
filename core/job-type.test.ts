import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineJob, type JobEnvironment } from './define-job.ts'
import { describeJobType } from './job-type.ts'
import { upload } from './upload.ts'
import { uploadSchemaKey } from './upload-rule.ts'

const greeting = defineJob({
  title: 'Greeting',
  description: 'Greets somebody.',
  input: z.strictObject({
    name: z.string().max(50),
    times: z.coerce.number().default(1),
    card: upload({ accept: ['.png'] }).optional(),
  }),
  stages: { thinking: 'Thinking of words', writing: 'Writing them down' },
  retry: { attempts: 3 },
  samples: [{ title: 'Ada', input: { name: 'Ada' } }],
  label: ({ name }) => `For ${name}`,
  async run() {},
})

test('a definition is described without its code', () => {
  const described = describeJobType('greeting', greeting, {})
  expect(described).toMatchObject({
    type: 'greeting',
    title: 'Greeting',
    description: 'Greets somebody.',
    rehearsal: false,
    attempts: 3,
    samples: [{ title: 'Ada', input: { name: 'Ada' } }],
    stages: [
      { name: 'thinking', label: 'Thinking of words' },
      { name: 'writing', label: 'Writing them down' },
    ],
  })
  expect(JSON.parse(JSON.stringify(described))).toEqual(described)
})

test('the described input is what a submitter sends, not what the job gets', () => {
  const { input } = describeJobType('greeting', greeting, {})
  expect(input).toMatchObject({ additionalProperties: false, required: ['name'] })
  expect(input.properties?.card).toMatchObject({ [uploadSchemaKey]: { accept: ['.png'] } })
})

test('a definition that says nothing of it gets one attempt', () => {
  const { retry: _retry, samples: _samples, ...once } = greeting
  expect(describeJobType('greeting', { ...once, rehearsal: true }, {})).toMatchObject({
    attempts: 1,
    rehearsal: true,
    samples: [],
  })
})

test('whether a type is available follows from the environment, of which nothing else is told', () => {
  const mail = {
    ...greeting,
    available: ({ smtpUrl }: JobEnvironment) => (smtpUrl ? true : 'Set SMTP_URL.') as true | string,
  }
  expect(describeJobType('mail', mail, {})).toMatchObject({ available: false, unavailableReason: 'Set SMTP_URL.' })
  const described = describeJobType('mail', mail, { smtpUrl: 'smtp://user:secret@host' })
  expect(described).toMatchObject({ available: true, unavailableReason: undefined })
  expect(JSON.stringify(described)).not.toContain('secret')
})
