import { z } from 'zod'
import { upload } from '#core/upload.ts'

/** The most addresses that can be given without a file. */
export const maxInline = 1_000

// A line break in a header would begin another header.
const oneLine = z.string().regex(/^\P{Cc}*$/u, 'Write it in one line, without control characters.')

const from = z.strictObject({
  address: z.email().max(254).meta({ title: 'Address' }),
  name: oneLine.max(100).optional().meta({ title: 'Name', description: 'Shown beside the address.' }),
})

/** What a batch of mails is made of. */
export const mailBatchInput = z
  .strictObject({
    file: upload({
      accept: ['text/csv', 'text/tab-separated-values', 'text/plain', '.csv', '.tsv', '.txt'],
      maxBytes: 10 * 2 ** 20,
    })
      .optional()
      .meta({
        title: 'List of recipients',
        description: 'A CSV file of up to 50,000 rows whose first row names the columns; one of them is "email".',
      }),
    addresses: z
      .array(z.email().max(254))
      .max(maxInline)
      .optional()
      .meta({
        title: 'Addresses',
        description: `Instead of a file or besides it; at most ${maxInline.toLocaleString('en-US')}.`,
      }),
    from: from.meta({ title: 'From' }),
    subject: oneLine.min(1).max(200).meta({
      title: 'Subject',
      description: '{{column}} stands for what the list says of the recipient; so it does below.',
    }),
    text: z.string().min(1).max(50_000).meta({ title: 'Text' }),
    html: z
      .string()
      .max(100_000)
      .optional()
      .meta({ title: 'HTML', description: 'For mail programs that show it. Values are escaped.' }),
    perSecond: z
      .number()
      .min(0.1)
      .max(50)
      .default(5)
      .meta({ title: 'Mails per second', description: 'What your mail server allows.' }),
    dryRun: z
      .boolean()
      .default(false)
      .meta({ title: 'Only check', description: 'Reads the list and writes every mail, but sends none.' }),
  })
  .refine(({ file, addresses = [] }) => file !== undefined || addresses.length > 0, {
    path: ['file'],
    error: 'Choose a list, or write at least one address.',
  })
export type MailBatchInput = z.output<typeof mailBatchInput>
