import type { z } from 'zod'
import type { Sample } from '#core/define-job.ts'
import type { mailBatchInput } from './mail-input.ts'

/** They reach nobody: names below example.com belong to no one. */
export const mailSamples: readonly Sample<z.input<typeof mailBatchInput>>[] = [
  {
    title: 'Library reminders, only checked',
    input: {
      file: { sample: 'library-members.csv' },
      from: { address: 'library@example.com', name: 'Town library' },
      subject: '{{name}}, {{title}} is due on {{due}}',
      text: 'Dear {{name}},\n\nplease bring back {{title}} by {{due}}.\n\nYour town library\n',
      html: '<p>Dear {{name}},</p><p>please bring back <em>{{title}}</em> by {{due}}.</p><p>Your town library</p>',
      dryRun: true,
    },
  },
]
