import { expect, test } from 'vitest'
import { maxRecipients, readList } from './read-list.ts'

async function* bytes(content: string | Uint8Array) {
  yield Buffer.from(content)
}

const read = (content: string | Uint8Array) =>
  readList(bytes(content), { signal: new AbortController().signal, onBytes() {} })

const list = 'email\tname\r\nada@example.com\tJürgen\r\n\r\nbob@example.com\t\r\n'

test.each([
  ['UTF-8', Buffer.from(list)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${list}`)],
  ['UTF-16 with a mark', Buffer.from(`\ufeff${list}`, 'utf16le')],
  ['Windows-1252', Buffer.from(list, 'latin1')],
])('a list in %s is read with its columns and places', async (_encoding, content) => {
  const recipients = await read(content)
  expect(recipients.map(({ email, values, place }) => [email, values.get('name'), place])).toEqual([
    ['ada@example.com', 'Jürgen', 'line 2'],
    ['bob@example.com', '', 'line 4'],
  ])
})

test('all that is wrong is told, as far as a person reads', async () => {
  const rows = Array.from({ length: 30 }, (_, at) => `nobody ${at}`).join('\n')
  await expect(read(`email\n${rows}\n`)).rejects.toThrow(/^In line 2 .* And 20 more\. No mail was sent\.$/)
})

test('a list that is too long is refused', async () => {
  const rows = Array.from({ length: maxRecipients + 1 }, (_, at) => `m${at}@example.com`).join('\n')
  await expect(read(`email\n${rows}\n`)).rejects.toThrow('more than 50000 rows')
})

test.each([
  ['two columns of one name', 'email,Name,name\na@example.com,1,2\n', 'two columns "name"'],
  ['a quote that is not closed', 'email,name\na@example.com,"A\n', 'The list is not CSV'],
  ['no rows at all', '\n', 'no column "email"'],
])('%s is refused', async (_what, content, message) => {
  await expect(read(content)).rejects.toThrow(message)
})
