import { join } from 'node:path'
import { buildWhenChanged } from './launcher/build-when-changed.mjs'
import { checkNode } from './launcher/check-node.mjs'
import { findRedis } from './launcher/find-redis.mjs'
import { installPackages } from './launcher/install-packages.mjs'
import { LaunchError } from './launcher/launch-error.mjs'
import { projectRoot as root } from './launcher/project-root.mjs'
import { requireCommand } from './launcher/run-command.mjs'
import { runEntry } from './launcher/run-entry.mjs'

// `npm run chaos` runs every named fault and 20 random schedules; `-- --random 100` that many, `-- --seed 7 --runs 1` repeats
// one, `-- --only F4,F17` picks some, `-- --mutations` breaks the product on purpose to prove that the faults are noticed.
await runEntry(async ({ say, signal }) => {
  const context = { root, say, signal }
  checkNode()
  await installPackages(context)
  const redis = await findRedis(context)
  // A container has no process of ours that could be killed.
  if (redis.image) throw new LaunchError('The faults need a redis-server installed on this machine, not a container.')
  await buildWhenChanged(context)
  const program = join(root, '.cache', 'chaos', 'main.mjs')
  await bundle(program)
  const args = ['--enable-source-maps', program, ...process.argv.slice(2)]
  const env = { ...redis.env, CHAOS_REDIS: redis.command }
  await requireCommand('chaos', process.execPath, args, { cwd: root, signal, show: true, env })
})

// A bundle rather than a loader: on Node 20 a process with a loader may spin for ever at its end.
async function bundle(outfile) {
  // Only now: it is not there before the packages are installed.
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: ['e2e/chaos/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
}
