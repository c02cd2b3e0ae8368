import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from './launcher/project-root.mjs'
import { literalWords } from './literal-words.ts'

const isNoScreen = /\.test\.|\/testing\/|scripted-|^components\/words\//

const sources = ['components', 'app']
  .flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /^components\/.*\.tsx?$|^app\/.*\.tsx$/.test(path))
  .filter((path) => !isNoScreen.test(path))

test('what a person reads stands among the words of the language, not in the part that shows it', () => {
  expect(sources.length).toBeGreaterThan(100)
  const found = sources.flatMap((path) =>
    literalWords(readFileSync(join(projectRoot, path), 'utf8'), path.endsWith('x') ? 'tsx' : 'ts').map(
      (words) => `${path}:${words}`,
    ),
  )
  expect(found).toEqual([])
})

test.each([
  ['<p>Nothing here</p>', 'Nothing here'],
  ['<button aria-label="Close">×</button>', 'Close'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source of a template.
  ['<button title={`Retry ${label}`} />', 'Retry'],
  ["<p>{isOver ? 'Done' : words.going}</p>", 'Done'],
  ["<p>{isOver && 'Done'}</p>", 'Done'],
  ["const look = { word: 'Done', mark: 'bg-success' }", 'Done'],
  ["fail({ detail: 'The line is cut.' })", 'The line is cut.'],
])('finds the words in %s', (source, words) => {
  expect(literalWords(source, 'tsx')).toEqual([`1: ${words}`])
})

test.each([
  '<p className="flex flex-col">{words.empty}</p>',
  '<p>{a} · {b}</p>',
  '<code>npm start</code>',
  "<p>{state === 'pending' && words.waits}</p>",
  "throw new Error('Only a programmer can read this.')",
])('finds no words in %s', (source) => {
  expect(literalWords(source, 'tsx')).toEqual([])
})
