import type { HeaderReader } from './sign-in-mode.ts'

const bearerPattern = /^Bearer +([^\s]+)$/i

/** The bearer token of a request, if it has one that can be read. */
export const bearerOf = (header: HeaderReader): string | undefined =>
  bearerPattern.exec(header('authorization') ?? '')?.[1]
