import { expect, test } from 'vitest'
import { type SavedSchedule, shownFields, whenDraft, whenFields, whenRequest } from './when-fields.ts'

const base = { id: 's_a', name: 'Nightly', type: 'mail', input: {}, tags: [] }
const cron: SavedSchedule = { ...base, cron: '0 3 * * *', timeZone: 'Europe/Kyiv' }

/** What a form that begins with a schedule asks for when nothing is changed. */
function again(schedule: SavedSchedule) {
  const fields = whenFields(schedule)
  return whenRequest(fields, whenDraft(fields, schedule))
}

test.each<[SavedSchedule, object]>([
  [cron, { name: 'Nightly', cron: '0 3 * * *', timeZone: 'Europe/Kyiv' }],
  [
    { ...base, everyMs: 90_000 },
    { name: 'Nightly', everyMs: 90_000 },
  ],
  [
    { ...base, everyMs: 86_400_000 },
    { name: 'Nightly', everyMs: 86_400_000 },
  ],
  [
    { ...base, everyMs: 1_500 },
    { name: 'Nightly', everyMs: 1_500 },
  ],
])('a schedule that is opened and left alone stays what it is: %j', (schedule, expected) => {
  expect(again(schedule)).toEqual({ request: expected, issues: [] })
})

test('a new schedule needs a name, and is at home where the person is', () => {
  const fields = whenFields(undefined)
  const { request, issues } = whenRequest(fields, whenDraft(fields, undefined))
  expect(issues).toEqual([{ path: 'name', message: 'Fill this in.' }])
  expect(request).toMatchObject({ cron: '0 9 * * *', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone })
})

test('only the fields of the kind that is chosen are asked for', () => {
  const fields = whenFields(cron)
  const draft = whenDraft(fields, cron)
  const shown = (kind: string) => shownFields(fields, { ...draft, kind }).map(({ path }) => path)
  expect(shown('0')).toEqual(['name', 'kind', 'timeZone', 'cron'])
  expect(shown('1')).toEqual(['name', 'kind', 'every', 'unit'])
  expect(whenRequest(fields, { ...draft, kind: '1' }).request).toEqual({ name: 'Nightly', everyMs: 3_600_000 })
})
