import type { ProgramToken } from '#core/program-token.ts'

const iso = (time: number) => new Date(time).toISOString()

/** A token as REST shows it. */
export const restToken = <Token extends ProgramToken>({ createdAt, expiresAt, usedAt, ...rest }: Token) => ({
  ...rest,
  createdAt: iso(createdAt),
  expiresAt: iso(expiresAt),
  ...(usedAt !== undefined && { usedAt: iso(usedAt) }),
})
