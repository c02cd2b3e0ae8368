import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { bundleProcesses } from './bundle-processes.mjs'
import { takeLock } from './data-dir-lock.mjs'
import { LaunchError } from './launch-error.mjs'
import { requireCommand } from './run-command.mjs'
import { sourceFingerprint } from './source-fingerprint.mjs'
import { stopwatch } from './stopwatch.mjs'
import { writeCatalogue } from './write-catalogue.mjs'

/** Builds the application unless the last build was made of the same sources. */
export async function buildWhenChanged({ root, say, signal, always = false }) {
  await writeCatalogue(root)
  if (!always && (await isBuilt(root))) return

  // Two starts from one checkout must not build over each other.
  const lock = await waitForLock(join(root, '.cache', 'build-lock'), signal)
  try {
    if (!always && (await isBuilt(root))) return
    const took = stopwatch()
    say('Building Waybill…')
    await build(root, signal)
    say(`Waybill is built (${took()}).`)
  } finally {
    await lock.release()
  }
}

const stampOf = (root) => join(root, 'dist', '.stamp')
const products = ['dist/web.mjs', 'dist/worker.mjs', 'dist/isolate.mjs', '.next/BUILD_ID']

async function isBuilt(root) {
  const stamp = await readFile(stampOf(root), 'utf8').catch(() => undefined)
  return products.every((product) => existsSync(join(root, product))) && stamp === (await sourceFingerprint(root))
}

async function build(root, signal) {
  await rm(stampOf(root), { force: true })
  // Taken before the build: what is edited meanwhile makes the next start build again.
  const fingerprint = await sourceFingerprint(root)
  await requireCommand('next build', process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: root,
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    signal,
  })
  await bundleProcesses(root).catch((error) => {
    throw new LaunchError(`${error.message}\nBundling the processes failed; the lines above say why.`)
  })
  await mkdir(dirname(stampOf(root)), { recursive: true })
  await writeFile(stampOf(root), fingerprint)
}

async function waitForLock(dir, signal) {
  for (;;) {
    const lock = await takeLock(dir)
    if (lock.taken) return lock
    await delay(100, undefined, { signal })
  }
}
