import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { testFolder } from '#server/testing/test-redis.ts'
import { startSmtpServer } from '#workers/testing/start-smtp-server.ts'
import { type TestOptions, testJob } from '#workers/testing/test-job.ts'
import mailBatch from './mail-batch.ts'

const letter = { from: { address: 'a@example.com', name: 'A' }, subject: 'Hello', text: 'Hi {{email}}', perSecond: 50 }

const addresses = (count: number) => Array.from({ length: count }, (_, at) => `m${at}@example.com`)

type Input = Parameters<typeof testJob<typeof mailBatch.input, keyof typeof mailBatch.stages, unknown>>[1]

const send = (url: string, input: Partial<Input>, options: TestOptions<keyof typeof mailBatch.stages> = {}) =>
  testJob(mailBatch, { ...letter, ...input }, { env: { smtpUrl: url }, ...options })

test('everybody on the list gets one mail, written from the columns', async () => {
  const server = await startSmtpServer()
  const csv = 'Email;Name\nada@example.com;Ada\nBOB@example.com;Bob & Co\nbob@example.com;Twice\n'
  const job = await send(
    server.url,
    { file: { uploadId: 'list.csv' }, subject: 'For {{name}}', text: 'Dear {{ Name }},', html: '<b>{{name}}</b>' },
    { uploads: { 'list.csv': csv } },
  )
  expect(job.error).toBeUndefined()
  expect(job.result).toMatchObject({ sent: 2, failed: 0, unknown: 0, skipped: 1 })
  expect(job.summary).toBe('2 sent · 1 skipped')
  expect(job.stages).toEqual(['reading', 'sending', 'reporting'])
  expect(job.progress.at(-1)).toMatchObject({ current: 2, total: 2, unit: 'mails' })
  expect(server.taken.map(({ to }) => to).toSorted()).toEqual(['BOB@example.com', 'ada@example.com'])
  const bob = server.taken.find(({ to }) => to.startsWith('BOB'))?.content
  expect(bob).toContain('Subject: For Bob & Co')
  expect(bob).toContain('From: A <a@example.com>')
  expect(bob).toContain('Dear Bob & Co,')
  expect(bob).toContain('<b>Bob &amp; Co</b>')
  const lines = job.files['report.csv']?.text.trim().split('\r\n') ?? []
  expect(lines.map((line) => line.split(',').slice(0, 2).join())).toEqual([
    'email,state',
    'ada@example.com,sent',
    'BOB@example.com,sent',
    'bob@example.com,skipped',
  ])
})

test('the sample is checked without a mail being sent', async () => {
  const server = await startSmtpServer()
  const [sample] = mailBatch.samples ?? []
  const job = await testJob(mailBatch, sample?.input ?? letter, { env: { smtpUrl: server.url } })
  expect(job.summary).toBe('9 checked, none sent')
  expect(server.connections()).toBe(0)
})

test('a recipient who is refused for good is noted, and the others get theirs', async () => {
  const refused = { code: 550, text: 'No such person' }
  const server = await startSmtpServer({ onRecipient: (to) => (to.startsWith('m1@') ? refused : undefined) })
  const job = await send(server.url, { addresses: addresses(3) })
  expect(job.summary).toBe('2 sent · 1 failed')
  expect(job.result).toMatchObject({ unfinished: [{ email: 'm1@example.com', state: 'failed' }] })
  expect(job.files['report.csv']?.text).toContain('Refused: 550 No such person')
  expect(server.taken).toHaveLength(2)
})

test('a mail that is put off is tried again until it is taken', async () => {
  const asked: string[] = []
  const server = await startSmtpServer({
    onRecipient(to) {
      asked.push(to)
      return asked.length === 1 ? { code: 450, text: 'Later' } : undefined
    },
  })
  const job = await send(server.url, { addresses: addresses(1) })
  expect(job.summary).toBe('1 sent')
  expect(asked).toHaveLength(2)
})

test('what a later attempt sends is only what is missing', async () => {
  const ledger = join(await testFolder(), 'once.jsonl')
  let isBusy = true
  const server = await startSmtpServer({
    onRecipient: (to) => (isBusy && to.startsWith('m2@') ? { code: 451, text: 'Busy' } : undefined),
  })
  const first = await send(server.url, { addresses: addresses(5) }, { ledger })
  expect(first.error?.message).toContain('451 Busy')
  expect(first.error?.message).toContain('4 of 5 mails are done.')
  expect(first.wouldRetry).toBe(true)
  expect(first.logs.map(({ text }) => text)).toContain('Not sent yet: m2@example.com')
  expect(server.taken).toHaveLength(4)
  const report = first.files['report.csv']?.text
  expect(report).toContain('m1@example.com')
  expect(report).not.toContain('m2@example.com')
  isBusy = false
  const second = await send(server.url, { addresses: addresses(5) }, { ledger, attempt: 2 })
  expect(second.summary).toBe('5 sent')
  expect(server.taken.map(({ to }) => to).toSorted()).toEqual(addresses(5))
})

test('a mail whose connection was cut after it was handed over is unknown, and never sent again', async () => {
  const ledger = join(await testFolder(), 'once.jsonl')
  const seen: string[] = []
  const server = await startSmtpServer({
    async onMail(to, cut) {
      seen.push(to)
      if (to.startsWith('m3@')) cut()
      return undefined
    },
  })
  const input = { addresses: addresses(6) }
  const first = await send(server.url, input, { ledger })
  expect(first.summary).toBe('5 sent · 1 unknown')
  expect(first.result).toMatchObject({ unfinished: [{ email: 'm3@example.com', state: 'unknown' }] })
  const second = await send(server.url, input, { ledger, attempt: 2 })
  expect(second.summary).toBe('5 sent · 1 unknown')
  expect(seen.toSorted()).toEqual(addresses(6))
})

test('a connection that is cut before the mail was handed over costs no mail', async () => {
  const server = await startSmtpServer({
    onRecipient: () => (server.connections() === 1 ? { code: 421, text: 'Bye' } : undefined),
  })
  const job = await send(server.url, { addresses: addresses(2), perSecond: 4 })
  expect(job.summary).toBe('2 sent')
  expect(server.connections()).toBeGreaterThan(1)
})

test('the server gets no more mails in a second than it was said to take', async () => {
  const server = await startSmtpServer()
  const perSecond = 20
  await send(server.url, { addresses: addresses(50), perSecond })
  const times = server.taken.map(({ at }) => at)
  expect(times).toHaveLength(50)
  // Mails that wait for a slow connection may come together: some more than the rate, far less than all.
  for (const from of times) {
    expect(times.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(perSecond * 1.5)
  }
})

test.each([
  ['an address that is none', 'email\nada@example.com\nbob\n', {}, 'In line 3 "bob" is no mail address.'],
  [
    'a line break in a value of the subject',
    'email,name\nada@example.com,"A\r\nBcc: x@example.com"\n',
    { subject: 'For {{name}}' },
    'line break',
  ],
  ['an address that brings a header', 'email\n"ada@example.com\r\nBcc: x@example.com"\n', {}, 'is no mail address.'],
  ['a column the list does not have', 'email\nada@example.com\n', { text: 'Hi {{nmae}}' }, 'The text names {{nmae}}'],
  ['braces that are not closed', 'email\nada@example.com\n', { text: 'Hi {{email}' }, 'The text opens {{'],
  ['no column of addresses', 'mail\nada@example.com\n', {}, 'no column "email"'],
  ['nobody', 'email\n', {}, 'no recipients'],
])('%s fails before the first mail, and for good', async (_what, csv, over, message) => {
  const server = await startSmtpServer()
  const options = { uploads: { 'list.csv': csv } }
  const input = { file: { uploadId: 'list.csv' }, addresses: ['first@example.com'], ...over }
  const { addresses: _none, ...alone } = input
  const job = await send(server.url, message === 'no recipients' ? alone : input, options)
  expect(job.error?.message).toContain(message)
  expect(job.wouldRetry).toBe(false)
  expect(server.connections()).toBe(0)
})

test.each([
  ['the subject', { subject: 'Hello\r\nBcc: x@example.com' }],
  ['the name of the sender', { from: { address: 'a@example.com', name: 'A\nBcc: x@example.com' } }],
  ['the address of the sender', { from: { address: 'a@example.com\r\nBcc: x@example.com' } }],
  ['an address', { addresses: ['b@example.com\r\nBcc: x@example.com'] }],
])('a line break in %s is refused when it is submitted', async (_what, over) => {
  const job = await send('smtp://127.0.0.1:9', { addresses: ['b@example.com'], ...over })
  expect(job.error?.name).toBe('InvalidInputError')
})

test('a sign-in that is refused fails for good, without its password in what is said', async () => {
  const password = 'se:cr@t word'
  const server = await startSmtpServer({ user: { name: 'ada', password } })
  expect((await send(server.url, { addresses: addresses(1) })).summary).toBe('1 sent')
  const wrong = server.url.replace('se%3A', 'other-se%3A')
  const job = await send(wrong, { addresses: addresses(1) })
  expect(job.error?.name).toBe('MailServerRefusalError')
  expect(job.error?.message).toContain('535')
  expect(job.wouldRetry).toBe(false)
  expect(`${job.error?.stack} ${JSON.stringify(job)}`).not.toContain('se:cr@t')
  expect(server.taken).toHaveLength(1)
})

test('a server that cannot be reached is worth another attempt', async () => {
  const job = await send('smtp://127.0.0.1:9', { addresses: addresses(1) })
  expect(job.error?.message).toContain('0 of 1 mails are done.')
  expect(job.wouldRetry).toBe(true)
  expect(job.files).toEqual({})
}, 15_000)

test('a job that is told to stop begins no other mail, and lets the one on its way come to its end', async () => {
  const controller = new AbortController()
  const ledger = join(await testFolder(), 'once.jsonl')
  const server = await startSmtpServer({
    async onMail(to) {
      if (!to.startsWith('m1@')) return undefined
      controller.abort(new Error('stop'))
      // A server takes its time.
      return sleep(50, undefined)
    },
  })
  const input = { addresses: addresses(20), perSecond: 4 }
  const job = await send(server.url, input, { ledger, signal: controller.signal })
  expect(job.error?.message).toBe('stop')
  expect(server.taken.map(({ to }) => to)).toEqual(addresses(2))
  const rest = await send(server.url, { ...input, perSecond: 50 }, { ledger, attempt: 2 })
  expect(rest.summary).toBe('20 sent')
  expect(server.taken.map(({ to }) => to).toSorted()).toEqual(addresses(20).toSorted())
})

test('a server that says nothing more does not hold up a job that is told to stop, and its mail is unknown', async () => {
  const controller = new AbortController()
  const ledger = join(await testFolder(), 'once.jsonl')
  let isSilent = true
  const server = await startSmtpServer({
    onMail() {
      controller.abort(new Error('stop'))
      return isSilent ? new Promise(() => {}) : undefined
    },
  })
  const input = { addresses: addresses(2), perSecond: 4 }
  const job = await send(server.url, input, { ledger, signal: controller.signal })
  expect(job.error?.message).toBe('stop')
  isSilent = false
  const rest = await send(server.url, input, { ledger, attempt: 2 })
  expect(rest.summary).toBe('1 sent · 1 unknown')
})

test('a server that never greets does not hold up a job that is told to stop', async () => {
  const controller = new AbortController()
  const silent = createServer(() => controller.abort(new Error('stop')))
  onTestFinished(() => void silent.close())
  await once(silent.listen(0, '127.0.0.1'), 'listening')
  const address = silent.address()
  const url = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const job = await send(url, { addresses: addresses(1) }, { signal: controller.signal })
  expect(job.error?.message).toBe('stop')
})
