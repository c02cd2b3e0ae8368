import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { anyFreePort } from './free-port.mjs'
import { LaunchError } from './launch-error.mjs'

/** Starts Waybill as `npm start` does, on a free port and with an empty data directory; calls `use` with
 * its URL and the admin's token, then ends it. */
export async function withWaybill({ root, say }, use) {
  const dataDir = await mkdtemp(join(tmpdir(), 'waybill-'))
  const waybill = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
    cwd: root,
    env: { ...process.env, PORT: String(await anyFreePort()), WAYBILL_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(waybill, 'exit')
  try {
    const url = await readyUrl(waybill, say)
    await use(url, (await readFile(join(dataDir, 'token'), 'utf8')).trim())
  } finally {
    waybill.kill('SIGTERM')
    await exit
    await rm(dataDir, { recursive: true, force: true })
  }
}

function readyUrl(waybill, say) {
  return new Promise((resolve, reject) => {
    createInterface({ input: waybill.stdout }).on('line', (line) => {
      say(line)
      const url = /^Waybill is ready on (\S+)/.exec(line)?.[1]
      if (url) resolve(new URL(url).origin)
    })
    waybill.once('exit', () => reject(new LaunchError('Waybill ended before it was ready; the lines above say why.')))
  })
}
