import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { checkNode } from './launcher/check-node.mjs'
import { startEphemeralRedis } from './launcher/ephemeral-redis.mjs'
import { installPackages } from './launcher/install-packages.mjs'
import { LaunchError } from './launcher/launch-error.mjs'
import { projectRoot as root } from './launcher/project-root.mjs'
import { requireCommand } from './launcher/run-command.mjs'
import { runEntry } from './launcher/run-entry.mjs'
import { stopwatch } from './launcher/stopwatch.mjs'

// `npm run bench` runs all of bench/*.bench.ts, `npm run bench -- queues` only bench/queues.bench.ts; then the tables of
// docs/performance.md are made from what is in bench/results.
await runEntry(async ({ say, signal }) => {
  checkNode()
  const benches = (await readdir(join(root, 'bench'))).filter((file) => file.endsWith('.bench.ts')).sort()
  const [, , wanted] = process.argv
  const chosen = wanted ? benches.filter((file) => file === `${wanted}.bench.ts` || file === wanted) : benches
  if (chosen.length === 0) {
    throw new LaunchError(`There is no such measurement. bench holds: ${benches.join(', ') || 'none yet'}.`)
  }
  await installPackages({ root, say, signal })
  for (const file of chosen) {
    // Each gets an empty Redis: what one leaves behind must not slow down the next.
    const redis = await startEphemeralRedis({ root, say, signal })
    const took = stopwatch()
    try {
      say(`▸ ${file}`)
      await run(file, { signal, env: { REDIS_URL: redis.url } })
      say(`  (${took()})`)
    } finally {
      await redis.close()
    }
  }
  await run('write-tables.ts', { signal })
})

function run(file, options) {
  const args = ['--import', 'tsx', join('bench', file)]
  return requireCommand(file, process.execPath, args, { ...options, cwd: root, show: true })
}
