import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

const folder = '.cache/test-reports'

/** Where vitest and Playwright write their JSON reports, relative to the project. */
export const reportFiles = {
  vitest: `${folder}/vitest.json`,
  chaos: `${folder}/chaos.json`,
  playwright: `${folder}/playwright.json`,
}

/** Forgets the reports of the last run, so that a run that fails early does not count them. */
export const forgetReports = (root) => rm(join(root, folder), { recursive: true, force: true })

/** How many tests passed and failed, from the reports that are there. */
export async function testTotals(root) {
  const totals = await Promise.all([
    readReport(join(root, reportFiles.vitest), countVitest),
    readReport(join(root, reportFiles.chaos), countVitest),
    readReport(join(root, reportFiles.playwright), countPlaywright),
  ])
  const sum = (what) => totals.reduce((total, report) => total + report[what], 0)
  return { passed: sum('passed'), failed: sum('failed') }
}

async function readReport(file, count) {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? { passed: 0, failed: 0 } : count(JSON.parse(text))
}

/** A file that could not even be loaded has no tests of its own; it counts as one that failed. */
export function countVitest({ numPassedTests, numFailedTests, testResults }) {
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  )
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length }
}

/** Errors outside of any test, such as a file that does not compile, count as one failed test each. */
export function countPlaywright({ stats, errors }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length }
}
