import { readFile, rm, writeFile } from 'node:fs/promises'

/**
 * Writes the configuration of an embedded Redis. It holds the password, so only this user may read the file, and it is not in
 * the process list.
 */
export async function writeRedisConf(file, { bind, port, password, user, dir, version, durable }) {
  const [major = 0] = version.split('.').map(Number)
  const lines = [
    `bind ${bind}`,
    `port ${port}`,
    `requirepass ${password}`,
    ...(user ? [userLine(user, major)] : []),
    'protected-mode yes',
    // Older versions do not know the directive, and have no way to forbid DEBUG but this.
    major >= 7 ? 'enable-debug-command no' : 'rename-command DEBUG ""',
    'maxmemory-policy noeviction',
    `appendonly ${durable ? 'yes' : 'no'}`,
    // An answered submit survives even a power cut.
    'appendfsync always',
    'save ""',
    `dir ${JSON.stringify(dir)}`,
    'daemonize no',
    'loglevel warning',
  ]
  // The mode is only applied to a new file.
  await rm(file, { force: true })
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 })
}

/**
 * What web and worker may do: BullMQ's queues and our own keys, with what both need and nothing that looks around, changes the server or
 * touches other keys, also not out of a script. TIME is what our scripts go by.
 */
function userLine({ name, password, prefix }, major) {
  const rights = [
    ...['resetkeys', `~${prefix}:*`, '~waybill:*', 'resetchannels', '&waybill:*'],
    ...['+@read', '+@write', '+@scripting', '+@connection', '+@transaction', '+@pubsub', '+@blocking'],
    ...['-@dangerous', '-@admin', '+info', '+time', '-keys'],
    // Versions before know neither functions nor rights for a part of a command.
    ...(major >= 7 ? ['-function', '-script|flush', '-script|kill'] : []),
  ]
  return `user ${name} on >${password} ${rights.join(' ')}`
}

/** Port, password and folder from a file that `writeRedisConf` wrote; undefined when there is none or it is not whole. */
export async function readRedisConf(file) {
  const text = await readFile(file, 'utf8').catch(() => '')
  const [port, password, dir] = ['port', 'requirepass', 'dir'].map(
    (name) => new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1],
  )
  return port && password && dir ? { port: Number(port), password, dir: JSON.parse(dir) } : undefined
}
