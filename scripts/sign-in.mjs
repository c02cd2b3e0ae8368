import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LaunchError } from './launcher/launch-error.mjs'
import { projectRoot as root } from './launcher/project-root.mjs'
import { readEnvironment } from './launcher/read-environment.mjs'
import { runEntry } from './launcher/run-entry.mjs'
import { readStatusFile } from './launcher/status-file.mjs'

// `npm run sign-in` prints a new link that signs the person at this machine in, once.
await runEntry(async ({ say }) => {
  const { dataDir } = readEnvironment(process.env, { root })
  const status = await readStatusFile(dataDir)
  if (!status) throw new LaunchError(`No Waybill runs on the data directory ${dataDir}. Start it with npm start.`)
  const token = await readFile(join(dataDir, 'token'), 'utf8').catch(() => {
    throw new LaunchError(`There is no token in ${dataDir}: the Waybill that runs there signs people in otherwise.`)
  })
  const answer = await fetch(`${status.url}/api/sign-in-links`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token.trim()}` },
  }).catch(() => {
    throw new LaunchError(`Waybill does not answer on ${status.url}. Try again in a moment.`)
  })
  const body = await answer.json()
  if (answer.status !== 201) throw new LaunchError(body.detail)
  say(`${status.url}${body.path}`)
})
