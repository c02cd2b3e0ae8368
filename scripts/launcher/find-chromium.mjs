import { findExecutable, isExecutable } from './find-executable.mjs'
import { LaunchError } from './launch-error.mjs'
import { runCommand } from './run-command.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const macApplications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The Chromium that browser tests drive. As root on Debian and Ubuntu it is installed when there is none. */
export async function findChromium({ say, signal }) {
  const named = process.env.CHROMIUM_PATH
  if (named && !isExecutable(named)) throw new LaunchError(`CHROMIUM_PATH is ${named}, but no program is there.`)
  const found = named || installed() || (await fromApt({ say, signal }))
  if (found) return found
  throw new LaunchError(
    'There is no Chromium for the browser tests. Install one (Debian and Ubuntu: apt-get install chromium) or name it in CHROMIUM_PATH.',
  )
}

const installed = () => findExecutable(names) ?? macApplications.find(isExecutable)

async function fromApt({ say, signal }) {
  const apt = findExecutable(['apt-get'])
  if (!apt || process.getuid?.() !== 0) return undefined
  say('Installing Chromium (apt-get)…')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await runCommand(apt, ['update', '-q'], { env, signal })
  const { code, output } = await runCommand(apt, ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
    env,
    signal,
  })
  if (code !== 0) say(output.trimEnd())
  return installed()
}
