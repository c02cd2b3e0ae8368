import { resolve } from 'node:path'
import { z } from 'zod'
import type { JobEnvironment } from '#core/define-job.ts'
import { type SignInModeName, signInModes } from '#core/principal.ts'
import { type KnownElsewhere, readIdentity } from './auth/identity-settings.ts'
import { identityVariables } from './auth/identity-variables.ts'
import { EnvironmentError } from './environment-error.ts'

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '::1'])

const environmentSchema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]{1,253}$/, 'It must be an address of this machine, such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  // Several nodes of one cluster stand side by side, with commas between them.
  REDIS_URL: z
    .string()
    .transform((text) => text.split(',').map((url) => url.trim()))
    .pipe(z.array(z.url({ protocol: /^rediss?$/ }))),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .refine(
      isMailServer,
      'Only user, password, host and port can be told, such as smtp://user:password@mail.example.com:587',
    )
    .optional(),
  WAYBILL_DATA_DIR: z.string().min(1).default('.data'),
  WAYBILL_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9._{}:-]{1,100}$/)
    .default('bull'),
  WAYBILL_LIMITS: z.enum(['auto', 'on', 'off']).default('auto'),
  WAYBILL_AUTH: z.enum(signInModes).optional(),
  WAYBILL_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isOrigin, 'It must be no more than a scheme and a host, such as https://jobs.example.com')
    .optional(),
  WAYBILL_SECRET: z.string().optional(),
  WAYBILL_ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ...identityVariables.shape,
})

/** What else an address can hold would be options of some mail program, and is not taken in silence. */
function isMailServer(address: string): boolean {
  const { hostname, username, password, pathname, search, hash } = new URL(address)
  return (
    hostname !== '' && pathname.replace('/', '') + search + hash === '' && isEscaped(username) && isEscaped(password)
  )
}

function isOrigin(address: string): boolean {
  return URL.canParse(address) && new URL(address).origin === address.replace(/\/$/, '')
}

function isEscaped(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    // A percent sign that stands for itself.
    return false
  }
}

export interface Environment extends JobEnvironment {
  development: boolean
  port: number
  host: string
  /** One Redis, or some nodes of one cluster. */
  redisUrls: readonly string[]
  /** Absolute. */
  dataDir: string
  prefix: string
  /** How people say who they are. */
  auth: SignInModeName
  /** The origin people reach Waybill by, when it is not the one it listens on. */
  publicUrl?: string
  /** Addresses of the proxies that may say where a request came from, and who sends it. */
  trustedProxies: readonly string[]
  /** How people are known who are known elsewhere. */
  identity: KnownElsewhere
  /** The root secret in force, and the one before it; without it they lie in the data directory. */
  secret?: string
  role: 'all' | 'web' | 'worker'
  /** Whether it is counted how often people do things. On loopback everybody is one address, so there it is not unless asked for. */
  limits: boolean
  logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL']
}

/** Parses the environment once, at the start of a process. Throws `EnvironmentError` on a bad value or an unknown `WAYBILL_*`. */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const known = new Set(Object.keys(environmentSchema.shape))
  const unknown = Object.keys(variables).filter((name) => name.startsWith('WAYBILL_') && !known.has(name))
  if (unknown.length > 0) {
    throw new EnvironmentError(`${unknown.join(', ')} is not a setting of Waybill. Remove it or correct its name.`)
  }
  // An empty variable is what a shell or a compose file leaves behind when a value is not set.
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new EnvironmentError(`${String(issue?.path[0])} cannot be used: ${issue?.message}.`)
  }
  const { data } = parsed
  const auth = authOf(data.WAYBILL_AUTH, data.HOST)
  const publicUrl = data.WAYBILL_PUBLIC_URL && new URL(data.WAYBILL_PUBLIC_URL).origin
  const localUrl = loopbackHosts.has(data.HOST) ? `http://localhost:${data.PORT}` : undefined
  return {
    development: data.NODE_ENV === 'development',
    port: data.PORT,
    host: data.HOST,
    redisUrls: data.REDIS_URL,
    smtpUrl: data.SMTP_URL,
    dataDir: resolve(data.WAYBILL_DATA_DIR),
    prefix: data.WAYBILL_PREFIX,
    auth,
    publicUrl,
    trustedProxies: data.WAYBILL_TRUSTED_PROXIES ?? [],
    identity: readIdentity(identityVariables.parse(given), { auth, publicUrl, localUrl }),
    secret: data.WAYBILL_SECRET,
    role: data.WAYBILL_ROLE,
    limits: data.WAYBILL_LIMITS === 'auto' ? !loopbackHosts.has(data.HOST) : data.WAYBILL_LIMITS === 'on',
    logLevel: data.LOG_LEVEL,
  }
}

/** Nobody but this machine may reach a Waybill that asks nobody who they are. */
function authOf(given: SignInModeName | undefined, host: string): SignInModeName {
  const isLoopback = loopbackHosts.has(host)
  if (!isLoopback && (given === 'none' || given === 'local')) {
    throw new EnvironmentError(
      `WAYBILL_AUTH cannot be used: "${given}" lets everybody in who reaches ${host}, and is for this machine only. Set it to token or password, or leave HOST out.`,
    )
  }
  return given ?? (isLoopback ? 'local' : 'token')
}
