import { findChromium } from './launcher/find-chromium.mjs'
import { projectRoot as root } from './launcher/project-root.mjs'
import { requireCommand } from './launcher/run-command.mjs'
import { runEntry } from './launcher/run-entry.mjs'
import { withWaybill } from './launcher/with-waybill.mjs'

// The script gets the URL and the admin's token as its arguments, and the browser in CHROMIUM_PATH.
await runEntry(async ({ say, signal }) => {
  const env = { CHROMIUM_PATH: await findChromium({ say, signal }) }
  await withWaybill({ root, say }, async (url, token) => {
    const args = ['--import', 'tsx', 'e2e/screenshots.ts', url, token]
    await requireCommand('e2e/screenshots.ts', process.execPath, args, { cwd: root, signal, show: true, env })
  })
})
