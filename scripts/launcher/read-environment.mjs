import { resolve } from 'node:path'
import { LaunchError } from './launch-error.mjs'

const roles = ['all', 'web', 'worker']
const loopbackHosts = ['127.0.0.1', '::1', 'localhost']

/** What the launcher itself must know of the environment; the processes it starts check the rest. */
export function readEnvironment(variables, { root, cwd = process.cwd() }) {
  // An empty variable is what a shell or a compose file leaves behind when a value is not set.
  const given = (name) => variables[name] || undefined
  const port = given('PORT')
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)) {
    throw new LaunchError(`PORT is "${port}". Set it to a number from 1 to 65535, or leave it out for 3000.`)
  }
  const host = given('HOST') ?? '127.0.0.1'
  const auth = given('WAYBILL_AUTH')
  if (!loopbackHosts.includes(host) && (auth === 'none' || auth === 'local')) {
    throw new LaunchError(
      `WAYBILL_AUTH is "${auth}", which lets everybody in who reaches HOST (${host}). Set it to token or password, or leave HOST out to serve this machine only.`,
    )
  }
  const role = given('WAYBILL_ROLE') ?? 'all'
  if (!roles.includes(role)) throw new LaunchError(`WAYBILL_ROLE is "${role}". Set it to all, web or worker.`)
  const prefix = given('WAYBILL_PREFIX')
  // It stands in the configuration of the embedded Redis, so it is checked before anything is written.
  if (prefix !== undefined && !/^[A-Za-z0-9._{}:-]{1,100}$/.test(prefix)) {
    throw new LaunchError(
      'WAYBILL_PREFIX cannot be used. Write 1 to 100 letters, digits and . _ - : { }, or leave it out for bull.',
    )
  }
  const dataDir = given('WAYBILL_DATA_DIR')
  return {
    port: { port: Number(port ?? 3000), explicit: port !== undefined },
    host,
    publicUrl: given('WAYBILL_PUBLIC_URL')?.replace(/\/$/, ''),
    role,
    prefix,
    dataDir: dataDir === undefined ? resolve(root, '.data') : resolve(cwd, dataDir),
    redisUrl: given('REDIS_URL'),
  }
}
