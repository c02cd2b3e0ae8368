import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { requireCommand } from './run-command.mjs'
import { stopwatch } from './stopwatch.mjs'

/** Makes node_modules what the lock file says, for this platform. Does nothing when it already is. */
export async function installPackages({ root, say, signal }) {
  const lock = await readFile(join(root, 'package-lock.json'), 'utf8')
  const stampFile = join(root, 'node_modules', '.waybill-stamp')
  const wanted = createHash('sha256')
    .update(lock)
    .update([process.platform, process.arch, process.versions.modules].join())
    .digest('hex')
  const stamp = await readFile(stampFile, 'utf8').catch(() => undefined)
  if (stamp === wanted) return

  // Somebody may have run `npm ci` by hand: then npm's own record of what it installed agrees with the lock file.
  const installed = await readFile(join(root, 'node_modules', '.package-lock.json'), 'utf8').catch(() => undefined)
  if (stamp !== undefined || !installed || !agrees(JSON.parse(lock), JSON.parse(installed))) {
    const took = stopwatch()
    say('Installing packages (npm ci)…')
    await requireCommand('npm ci', 'npm', ['ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'], {
      cwd: root,
      env: { NODE_ENV: 'development' },
      signal,
    })
    say(`Packages are installed (${took()}).`)
  }
  await writeFile(stampFile, wanted)
}

/**
 * Whether the `installed` packages are those of the lock file, and were installed for this platform.
 *
 * @param {{ packages: Record<string, object> }} lock
 * @param {{ packages: Record<string, object> }} installed
 * @param {{ platform: string, arch: string }} [machine]
 */
export function agrees(lock, installed, { platform, arch } = process) {
  const wanted = Object.entries(lock.packages).filter(([path]) => path !== '')
  const complete = wanted.every(
    ([path, { version, optional, devOptional, peer }]) =>
      optional || devOptional || peer || installed.packages[path]?.version === version,
  )
  return complete && Object.entries(installed.packages).every(([path, found]) => fits(lock.packages[path], found))

  function fits(expected, found) {
    if (expected?.version !== found.version) return false
    return (found.os?.includes(platform) ?? true) && (found.cpu?.includes(arch) ?? true)
  }
}
