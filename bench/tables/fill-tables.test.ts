import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readResults } from './bench-results.ts'
import { fillTables } from './fill-tables.ts'

const page = await readFile('docs/performance.md', 'utf8')

test('the tables of docs/performance.md say what was measured last; `npm run bench` writes them', async () => {
  expect(fillTables(page, await readResults())).toBe(page)
})

test('a page that lost the place of a table is not quietly left without it', async () => {
  const results = await readResults()
  expect(() => fillTables(page.replace('<!-- bench: queues -->', ''), results)).toThrow('no place for a table')
})
