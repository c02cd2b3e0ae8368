import { expect, test } from 'vitest'
import { jobOfToken } from './job-of-token.ts'

const mac = 'oV4hJ7l3Q_n2-8rT0yUeK5mZx6bWcA1dSgFvHpLiNqE'

test.each([
  ['csv-report:j_abc', 'csv-report:j_abc'],
  ['mail:17', 'mail:17'],
  ['mail:a.b.view.1.c', 'mail:a.b.view.1.c'],
  ['mail:%C3%A4%251:2', 'mail:ä%1:2'],
])('a link says its job, %s', (encoded, job) => {
  expect(jobOfToken(`v1.${encoded}.view+download.1900000000.${mac}`)).toBe(job)
})

test('what is no whole link says nothing', () => {
  const token = `v1.mail:1.view.1900000000.${mac}`
  for (const text of ['', 'v1', token.slice(0, -1), token.replace('v1', 'v2'), token.replace('mail', '%ff')]) {
    expect(jobOfToken(text)).toBeUndefined()
  }
})
