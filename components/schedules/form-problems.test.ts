import { expect, test } from 'vitest'
import { AskError } from '#components/api/ask.ts'
import { nothingWrong, wrongOf } from './form-problems.ts'

const refusal = (rest: object) => new AskError({ status: 400, code: 'bad_request', detail: 'No.', ...rest })
const at = (path: string) => [{ path, message: 'No.' }]

test.each([
  [{ field: 'cron' }, { atWhen: at('cron') }],
  [{ field: 'everyMs' }, { atWhen: at('every') }],
  [{ field: 'tags' }, { atMore: at('tags') }],
  [{ field: 'to' }, { atInput: at('to') }],
  [{ field: 'other' }, { general: ['No.'] }],
  [{ issues: [{ path: 'input.to', message: 'Wrong.' }] }, { atInput: [{ path: 'to', message: 'Wrong.' }] }],
])('a refusal stands where it belongs: %j', (problem, expected) => {
  expect(wrongOf(refusal(problem), ['to'])).toEqual({ ...nothingWrong, ...expected })
})
