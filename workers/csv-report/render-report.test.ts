import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { profileBytes } from '#workers/testing/profile-bytes.ts'
import { csvResult } from './csv-result.ts'
import { html } from './html.ts'
import { renderProfileJson } from './render-profile-json.ts'
import { renderReport } from './render-report.ts'

const hostile = [`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onload='alert(1)`, `</style>&lt;`]

const quoted = (values: string[]) => values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')

test('Text from the file can never become markup', async () => {
  const content = `${quoted(hostile)}\n${quoted(hostile)}\n${quoted(hostile)}\n`
  const profile = await profileBytes(content, { file: { name: hostile.join(' '), bytes: 1 } })
  const page = await text(renderReport(profile))
  const known =
    /^\/?(!doctype|html|head|meta|title|style|body|main|header|p|h1|h2|h3|bdi|dl|div|dt|dd|section|table|thead|tbody|tfoot|tr|th|td|a|span|figure|figcaption|svg|path|line|rect|caption|footer|colgroup|col)$/
  for (const [, tag = '', attributes = ''] of page.matchAll(/<([^\s>]+)([^>]*)>/g)) {
    expect(tag).toMatch(known)
    expect(attributes).not.toMatch(/\bon\w+\s*=\s*(?!&)/)
  }
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
})

test('The page asks for nothing and runs nothing', async () => {
  const page = await text(renderReport(await profileBytes('a,b\n1,x\n2,y\n')))
  expect(page).not.toMatch(/<script|<link|<iframe|src=|url\(|@import|href="(?!#)/)
  expect(page).toContain(`default-src 'none'`)
})

test('Every histogram says in words what it shows', async () => {
  const page = await text(renderReport(await profileBytes('speed\n1\n2\n2\n9\n')))
  expect(page).toContain('aria-label="Histogram of speed. The highest of 9 bars, 50 %, is between 1.5 and 2.5;')
})

test('A template escapes what it is given, except markup it made itself', () => {
  expect(html`<p title="${'"'}">${'<&>'}${html`<b>${"it's"}</b>`}${false}${undefined}${0}</p>`.markup).toBe(
    '<p title="&quot;">&lt;&amp;&gt;<b>it&#39;s</b>0</p>',
  )
})

test('The profile as JSON is the profile', async () => {
  const profile = await profileBytes('a,b\n1,x\n2,y\n')
  expect(JSON.parse(await text(renderProfileJson(profile)))).toEqual(profile)
})

test('The result stays small, however many columns there are and whatever they are called', async () => {
  const names = Array.from({ length: 2_000 }, (_, i) => `"${'漢"\\'.replace('"', '""').repeat(30)}${i}"`)
  const profile = await profileBytes(`${names.join()}\n${names.join()}\n${names.join()}\n`, { chunkBytes: 65_536 })
  const result = csvResult(profile)
  expect(result.detail).toBe('brief')
  expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThan(500 * 1024)
  expect(csvResult({ ...profile, columns: profile.columns.slice(0, 20) }).detail).toBe('full')
})
