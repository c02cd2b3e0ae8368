import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** What makes something new and is not written down: the job or the upload itself says who sent it. */
const submits = ['flows/route.ts', 'jobs/batch/route.ts', 'jobs/route.ts', 'uploads/route.ts']

/** What changes nothing here: it sets a cookie, with which a browser may read what it may read anyhow. */
const cookies = ['jobs/[id]/download-pass/route.ts']

/** The exports of every route file that answer anything but a reading method. */
function changing() {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('route.ts'),
  )
  return files.flatMap((route) => {
    const parts = readFileSync(join(import.meta.dirname, route), 'utf8').split(/^export const /m)
    return parts.filter((part) => /^(POST|PUT|PATCH|DELETE)\b/.test(part)).map((part) => ({ route, part }))
  })
}

test('whatever changes something has a name in the audit log, or is a submit, or only sets a cookie', () => {
  const silent = changing().filter(({ part }) => !/\baudit: '/.test(part))
  expect(silent.map(({ route }) => route).toSorted()).toEqual([...submits, ...cookies].toSorted())
})
