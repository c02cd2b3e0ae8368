import { expect, test } from 'vitest'
import { countPlaywright, countVitest } from './test-totals.mjs'

test('a test file that could not be loaded counts as a failure', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
  ]
  expect(countVitest({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({ passed: 2, failed: 2 })
})

test('an error outside of any browser test counts as a failure', () => {
  const report = {
    stats: { expected: 3, flaky: 0, unexpected: 1, skipped: 1 },
    errors: [{ message: 'does not compile' }],
  }
  expect(countPlaywright(report)).toEqual({ passed: 3, failed: 2 })
})
