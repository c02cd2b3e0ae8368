import { join } from 'node:path'
import { buildWhenChanged } from './launcher/build-when-changed.mjs'
import { checkNode } from './launcher/check-node.mjs'
import { checkSteps, runVitest } from './launcher/check-steps.mjs'
import { startEphemeralRedis } from './launcher/ephemeral-redis.mjs'
import { findChromium } from './launcher/find-chromium.mjs'
import { findRedis } from './launcher/find-redis.mjs'
import { installPackages } from './launcher/install-packages.mjs'
import { projectRoot as root } from './launcher/project-root.mjs'
import { requireCommand } from './launcher/run-command.mjs'
import { runEntry } from './launcher/run-entry.mjs'
import { runSteps } from './launcher/run-steps.mjs'
import { forgetReports, reportFiles, testTotals } from './launcher/test-totals.mjs'

const reporters = (file) => ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]

async function unitAndIntegration(context) {
  const redis = await startEphemeralRedis(context)
  try {
    // Tests that kill their Redis start the same program again.
    Object.assign(process.env, redis.env, { TEST_REDIS_URL: redis.url })
    const projects = ['unit', 'redis', 'dom'].flatMap((name) => ['--project', name])
    await runVitest(context, [...projects, ...reporters(reportFiles.vitest)])
  } finally {
    delete process.env.TEST_REDIS_URL
    await redis.close()
  }
}

/** The short ones of the faults; `npm run chaos` runs all. */
async function underFaults(context) {
  const redis = await findRedis(context)
  // A container has no process of ours that could be killed.
  if (redis.image) return context.say('Redis runs in a container here, so the faults are left out.')
  Object.assign(process.env, redis.env, { CHAOS_REDIS: redis.command })
  await runVitest(context, ['--project', 'chaos', ...reporters(reportFiles.chaos)])
}

async function inBrowser({ say, signal }) {
  const cli = join(root, 'node_modules/@playwright/test/cli.js')
  const env = { CHROMIUM_PATH: await findChromium({ say, signal }) }
  await requireCommand('playwright test', process.execPath, [cli, 'test'], { cwd: root, signal, show: true, env })
}

await runEntry(async ({ say, signal }) => {
  const context = { root, say, signal }
  checkNode()
  await forgetReports(root)
  let code = 0
  try {
    await runSteps(
      [
        ['packages', () => installPackages(context)],
        ['lock file', () => requireCommand('npm ci --dry-run', 'npm', ['ci', '--dry-run'], { cwd: root, signal })],
        ...checkSteps(context),
        ['unit and integration tests', () => unitAndIntegration(context)],
        ['build', () => buildWhenChanged(context)],
        ['faults', () => underFaults(context)],
        ['browser tests', () => inBrowser(context)],
      ],
      context,
    )
  } catch (error) {
    say(error.message)
    code = 1
  }
  const { passed, failed } = await testTotals(root)
  say(`${passed} passed, ${failed} failed`)
  return code
})
