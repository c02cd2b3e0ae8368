import type { HeaderReader } from '#server/auth/sign-in-mode.ts'

/** Reads the headers of a request as the server's own code does. */
export const headerOf =
  ({ headers }: { headers: Pick<Headers, 'get'> }): HeaderReader =>
  (name) =>
    headers.get(name) ?? undefined
