import fc from 'fast-check'
import { expect, test } from 'vitest'
import { profileBytes } from '#workers/testing/profile-bytes.ts'

const topTexts = (column?: { top: { values: { text: string }[] } }) => column?.top.values.map(({ text }) => text)

test.each([
  ['quoted delimiters', 'a,b\n"x, y",1\n', ['x, y']],
  ['doubled quotes', 'a,b\n"say ""hi""",1\n', ['say "hi"']],
  ['quotes within a value', 'a,b\n5" pipe,1\n', ['5" pipe']],
  ['quoted line breaks', 'a,b\n"x\r\ny",1\n', ['x y']],
  ['a byte order mark', '\uFEFFa,b\nx,1\n', ['x']],
  ['Windows line ends', 'a,b\r\nx,1\r\ny,2\r\n', ['x', 'y']],
  ['old Macintosh line ends', 'a,b\rx,1\ry,2', ['x', 'y']],
  ['mixed line ends', 'a,b\nx,1\r\ny,2\n', ['x', 'y']],
  ['semicolons', 'a;b\n1,5;x\n2,5;y\n', ['1,5', '2,5']],
  ['tabs', 'a\tb\nx\t1\n', ['x']],
  ['markup', 'a,b\n<b>,1\n', ['<b>']],
  ['an emoji', 'a,b\n🚲,1\n', ['🚲']],
])('A file with %s is read as it was meant', async (_, text, first) => {
  const { columns, rows } = await profileBytes(text, { chunkBytes: 3 })
  expect(columns.map(({ name }) => name)).toEqual(['a', 'b'])
  expect(topTexts(columns[0])).toEqual(first)
  expect(rows).toBe(first.length)
})

test.each(['utf-16le', 'utf-16be'] as const)('A file in %s with a byte order mark is read', async (encoding) => {
  const bytes = Buffer.from('\uFEFFname,n\nŽofie,1\n', 'utf16le')
  const profile = await profileBytes(encoding === 'utf-16be' ? bytes.swap16() : bytes, { chunkBytes: 5 })
  expect(profile.encoding.toLowerCase()).toBe(encoding)
  expect(topTexts(profile.columns[0])).toEqual(['Žofie'])
})

test('A first byte beyond ASCII that comes late still decides the encoding of the whole file', async () => {
  const plain = 'city,n\n'.concat('Paris,1\n'.repeat(60_000))
  const latin = await profileBytes(Buffer.concat([Buffer.from(plain), Buffer.from('Zürich €,2\n', 'latin1')]), {
    chunkBytes: 65_536,
  })
  expect(latin.encoding).toBe('Windows-1252')
  expect(latin.notes.join()).toContain('480,008')
  const utf8 = await profileBytes(`${plain}Zürich €,2\n`, { chunkBytes: 65_536 })
  expect(utf8.encoding).toBe('UTF-8')
  expect(topTexts(utf8.columns[0])).toEqual(['Paris', 'Zürich €'])
  expect(utf8.columns[0]?.length?.max).toBe(8)
})

test('Rows with too few or too many fields are counted and named by their line', async () => {
  const { ragged, rows, columns, notes } = await profileBytes('a,b,c\n1,2,3\n"x\r\ny",5\n\n7,8,9,10\n11,12,13\n14\n')
  expect(rows).toBe(5)
  const first = [
    { line: 3, fields: 2 },
    { line: 6, fields: 4 },
    { line: 8, fields: 1 },
  ]
  expect(ragged).toEqual({ short: 2, long: 1, first })
  expect(columns[2]).toMatchObject({ filled: 3, empty: 2 })
  expect(notes).toHaveLength(3)
})

test('Without a header the columns are numbered and the first row is data', async () => {
  const { columns, rows } = await profileBytes('1,x\n2,y\n', { header: false })
  expect([rows, columns.map(({ name }) => name)]).toEqual([2, ['Column 1', 'Column 2']])
})

test('A header alone is a table without rows', async () => {
  const { rows, columns, notes } = await profileBytes('a,b\n')
  expect([rows, columns.map(({ type }) => type)]).toEqual([0, ['empty', 'empty']])
  expect(notes).toEqual(['The file has a header and no rows.'])
})

test('A given delimiter is used, whatever the file looks like', async () => {
  expect((await profileBytes('a,b;c\n1,2;3\n', { delimiter: 'semicolon' })).columns).toHaveLength(2)
})

test('Distinct values are exact up to the limit and an estimate that says so beyond', async () => {
  const lines = (count: number) => Array.from({ length: count }, (_, i) => `${i},${i % 7}`).join('\n')
  const few = await profileBytes(`id,group\n${lines(9_000)}`)
  expect(few.columns[0]?.distinct).toEqual({ count: 9_000, exact: true })
  const many = await profileBytes(`id,group\n${lines(60_000)}`)
  const [id, group] = many.columns
  expect(id?.distinct).toMatchObject({ exact: false, standardError: 1.04 / 128 })
  expect(Math.abs((id?.distinct.count ?? 0) / 60_000 - 1)).toBeLessThan(0.03)
  expect(id?.numbers).toMatchObject({ count: 60_000, min: 0, max: 59_999, exact: false })
  expect(id?.numbers?.mean).toBeCloseTo(29_999.5, 6)
  expect(id?.numbers?.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(60_000)
  expect(group?.distinct).toEqual({ count: 7, exact: true })
})

test('Long values are told apart although only their beginning is kept', async () => {
  const [a, b] = ['a', 'b'].map((end) => 'x'.repeat(5_000) + end)
  const { columns } = await profileBytes(`v,n\n${a},1\n${b},2\n${a},3\n`)
  expect(columns[0]?.distinct.count).toBe(2)
  expect(columns[0]?.top.values.map(({ count }) => count)).toEqual([2, 1])
  expect(columns[0]?.length).toEqual({ min: 5_001, max: 5_001, mean: 5_001 })
})

test('How the bytes are cut into chunks makes no difference', async () => {
  const field = fc.constantFrom('', 'x', '1', '2.5', 'ž', '"a,b"', '"q""q"', '"l\r\nl"', '2024-01-01', 'NULL')
  const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom('\n', '\r\n'),
      async (rows, chunkBytes, end) => {
        const text = ['a,b,c', ...rows.map((row) => row.join(','))].map((line) => line + end).join('')
        expect(await profileBytes(text, { chunkBytes })).toEqual(await profileBytes(text, { chunkBytes: 1e6 }))
      },
    ),
    { numRuns: 50 },
  )
})
