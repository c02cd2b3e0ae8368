import { scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { createSerial } from '#server/serial.ts'

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)

/** `scrypt$<log2 of N>$<r>$<p>$<salt>$<hash>`, as `npm run users` writes it. */
const recordPattern = /^scrypt\$(1[4-7])\$(8)\$([1-4])\$([\w-]{22,})\$([\w-]{43})$/

/** What nobody's password is, and costs as much as anybody's: how long an answer takes must not tell who exists. */
const nobody = `scrypt$15$8$3$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** Says whether a password is the one of a record. One after the other: each takes 32 MiB, however many ask at once. */
export function createPasswordCheck(): (password: string, record: string | undefined) => Promise<boolean> {
  const serial = createSerial()
  return (password, record) => serial(() => isPassword(password, record))
}

async function isPassword(password: string, record: string | undefined): Promise<boolean> {
  const [, log = '', r = '', p = '', salt = '', hash = ''] = recordPattern.exec(record ?? nobody) ?? []
  if (!hash) return false
  const cost = { N: 2 ** Number(log), r: Number(r), p: Number(p) }
  const maxmem = 2 * 128 * cost.N * cost.r
  // The same letters may have been typed in two ways.
  const made = await derive(password.normalize('NFKC'), Buffer.from(salt, 'base64url'), 32, { ...cost, maxmem })
  return timingSafeEqual(made, Buffer.from(hash, 'base64url')) && record !== undefined
}
