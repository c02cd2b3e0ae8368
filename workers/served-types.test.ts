import { expect, test } from 'vitest'
import { quietLog } from '#server/testing/test-redis.ts'
import { catalogue } from './catalogue.gen.ts'
import { servedTypes } from './served-types.ts'

test('a worker without a mail server leaves mails to others, and runs all else', () => {
  const without = [...servedTypes(catalogue, {}, quietLog).keys()]
  expect(without).toContain('csv-report')
  expect(without).not.toContain('mail-batch')
  const all = servedTypes(catalogue, { smtpUrl: 'smtp://127.0.0.1:25' }, quietLog)
  expect([...all.keys()]).toEqual([...catalogue.keys()])
})
