import { runCommand } from './run-command.mjs'

/** What BullMQ asks for. */
export const oldestRedis = '6.2'

/** Whether `version` (`7.0.15`) can be used. */
export function isRecentEnough(version) {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number)
  return major > 6 || (major === 6 && minor >= 2)
}

/** The version that `redis-server --version` prints; undefined when it does not run. */
export async function redisVersionOf(command, env) {
  const { code, output } = await runCommand(command, ['--version'], { env })
  return code === 0 ? /\bv=(\d+\.\d+\.\d+)/.exec(output)?.[1] : undefined
}
