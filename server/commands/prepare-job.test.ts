import { expect, test } from 'vitest'
import { dataPaths } from '#server/store/data-paths.ts'
import { mailDefinition } from '#server/testing/mail-definition.ts'
import { prepareJob } from './prepare-job.ts'

const services = { paths: dataPaths('/nowhere'), samplesDir: '' }

test.each([
  ['without a priority has the one of its type', undefined, 7, 7],
  ['without a priority has none when its type has none', undefined, undefined, undefined],
  ['with a priority keeps it', 3, 7, 3],
  ['with the priority 0 keeps it', 0, 7, 0],
])('a job %s', async (_what, priority, ofType, expected) => {
  const definition = { ...mailDefinition, priority: ofType }
  const request = { type: 'mail', input: { to: 'ada' }, priority }
  expect((await prepareJob(services, definition, request, 'j_a')).options.priority).toBe(expected)
})
