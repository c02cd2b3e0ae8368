import type { JobContext } from '#core/define-job.ts'
import type { MailBatchInput } from './mail-input.ts'
import { readList } from './read-list.ts'
import type { Recipient } from './recipient.ts'

/** Everybody the input names: those of the file first, in its order. Throws `InvalidMailsError`. */
export async function gatherRecipients(
  { file, addresses = [] }: Pick<MailBatchInput, 'file' | 'addresses'>,
  { files, signal, progress }: Pick<JobContext<string>, 'files' | 'signal' | 'progress'>,
): Promise<Recipient[]> {
  let current = 0
  const onBytes = (bytes: number) => {
    current += bytes
    progress({ current, total: file?.bytes, unit: 'bytes' })
  }
  const listed = file ? await readList(await files.open(file), { signal, onBytes }) : []
  const written = addresses.map((email, at) => ({
    email,
    values: new Map([['email', email]]),
    place: `address ${at + 1}`,
  }))
  return [...listed, ...written]
}
