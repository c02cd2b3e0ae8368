import { expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { defaultKeepForSeconds, defineJob, keepForSeconds } from './define-job.ts'

const greeting = defineJob({
  title: 'Greeting',
  description: 'Greets somebody.',
  input: z.strictObject({ name: z.string(), times: z.coerce.number().default(1) }),
  stages: { thinking: 'Thinking of words', writing: 'Writing them down' },
  label: ({ name }) => `For ${name}`,
  summary: ({ words }) => `${words} words`,
  async run({ name, times }, { stage }) {
    expectTypeOf(name).toEqualTypeOf<string>()
    expectTypeOf(times).toEqualTypeOf<number>()
    expectTypeOf(stage).parameter(0).toEqualTypeOf<'thinking' | 'writing'>()
    return { words: 2 }
  },
})

test('a definition is what was written down', () => {
  expect(greeting.label({ name: 'Ada', times: 1 })).toBe('For Ada')
  expect(greeting.summary?.({ words: 2 })).toBe('2 words')
})

test.each([
  [undefined, defaultKeepForSeconds, defaultKeepForSeconds],
  [{}, defaultKeepForSeconds, defaultKeepForSeconds],
  [{ keepForSeconds: 60 }, 60, 60],
  [{ keepForSeconds: 0 }, 0, 0],
  [{ keepForSeconds: { success: 60, failure: 3_600 } }, 60, 3_600],
])('with the result policy %j a job is kept %s s after success and %s s after failure', (result, success, failure) => {
  expect(keepForSeconds({ result })).toEqual({ success, failure })
})
