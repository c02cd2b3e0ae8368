import { LaunchError } from './launch-error.mjs'

/** Refuses a Node.js that the packages in the lock file do not support. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24
  if (supported) return
  throw new LaunchError(`Node.js ${version} cannot run Waybill. Install Node.js 20.19 or newer, 22.13 or newer, or 24.`)
}
