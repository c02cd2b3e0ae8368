import { sep } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJobId } from '#core/job-id.ts'
import { dataPaths } from './data-paths.ts'

const paths = dataPaths('/data')

test('a job has one folder, with what it was given and what it made', () => {
  const job = { queue: 'mail', id: '17' }
  expect(paths.job(job)).toBe('/data/jobs/mail/17')
  expect(paths.jobInput(job)).toBe('/data/jobs/mail/17/input')
  expect(paths.jobFiles(job)).toBe('/data/jobs/mail/17/files')
})

test.each(['..:..', '.:.', 'mail:..', 'mail:.', 'mail:%2e%2e', 'mail:a:b', 'mail:<b>'])(
  'the job %s has a folder of its own below the others',
  (text) => {
    const job = parseJobId(text)
    expect(job).toBeDefined()
    if (job) expect(paths.job(job).split(sep).slice(0, 3)).toEqual(['', 'data', 'jobs'])
    if (job) expect(paths.job(job).split(sep)).toHaveLength(5)
  },
)

test('different jobs never share a folder', () => {
  const text = fc.string({ unit: fc.constantFrom('.', '%', '2', 'E', 'a', ':'), minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(text, text, text, text, (queue, id, otherQueue, otherId) => {
      const same = paths.job({ queue, id }) === paths.job({ queue: otherQueue, id: otherId })
      expect(same).toBe(queue === otherQueue && id === otherId)
    }),
  )
})
