import { z } from 'zod'
import { defineJob } from '#core/define-job.ts'
import { upload } from '#core/upload.ts'

/** A job type that nobody runs: for tests of how jobs get into a queue. */
export const mailDefinition = defineJob({
  title: 'Mail',
  description: 'Is only submitted.',
  input: z.strictObject({ to: z.string().min(1), file: upload().optional() }),
  stages: {},
  label: ({ to }) => to,
  run: async () => null,
})
