import { type Environment, readEnvironment } from '#server/env.ts'

let environment: Environment | undefined

/** The environment of this process, parsed when it is first asked for: a build imports route modules too, and has none. */
export function appEnvironment(): Environment {
  environment ??= readEnvironment(process.env)
  return environment
}
