import { expect, test } from 'vitest'
import { composeMail } from './compose-mail.ts'

const from = { address: 'office@example.org', name: 'Office "north", Ö' }
const mail = (email: string) => ({
  recipient: { email, values: new Map(), place: 'line 2' },
  subject: 'Grüße',
  text: 'Line one\nline two\n.\nafter a dot',
})

test('mails of one job to one address have the same Message-ID, all others another', async () => {
  const idOf = async (job: string, email: string) =>
    /^Message-ID: (.*)\r$/m.exec((await composeMail(job, from, mail(email))).bytes.toString())?.[1]
  const id = await idOf('mail-batch:j_1', 'ada@example.com')
  expect(id).toMatch(/^<[0-9a-f]{32}@example\.org>$/)
  expect(await idOf('mail-batch:j_1', 'ADA@example.com')).toBe(id)
  expect(await idOf('mail-batch:j_2', 'ada@example.com')).not.toBe(id)
  expect(await idOf('mail-batch:j_1', 'bob@example.com')).not.toBe(id)
})

test('a mail is plain ASCII with whole lines, whatever it says', async () => {
  const { bytes } = await composeMail('mail-batch:j_1', from, mail('ada@example.com'))
  const text = bytes.toString('latin1')
  expect(text).toMatch(/^[\x20-\x7e\r\n]*$/)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  expect(text).toContain('To: ada@example.com')
})
