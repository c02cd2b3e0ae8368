import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import type { Principal, SignInModeName } from '#core/principal.ts'
import { createFileReader } from './file-reader.ts'
import { keepPrivateFile } from './private-file.ts'
import type { Proven } from './sign-in-mode.ts'

/** The token that makes whoever has it an admin. It lies in the file `token` of the data directory; another one put there counts at once. */
export interface AdminToken {
  isIt(token: string): Promise<boolean>
  /** The admin as they would be if they signed in now; undefined while the file is missing. */
  admin(): Promise<Proven | undefined>
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Makes the token at the first start. Returns it then, and never again. */
export async function makeAdminToken(dataDir: string): Promise<string | undefined> {
  const { text, isNew } = await keepPrivateFile(
    join(dataDir, 'token'),
    () => `${randomBytes(32).toString('base64url')}\n`,
  )
  return isNew ? text.trim() : undefined
}

export function createAdminToken(dataDir: string, mode: SignInModeName): AdminToken {
  const principal: Principal = { id: 'admin', role: 'admin', name: 'Admin', mode }
  // An empty file is no token, else nothing would be enough to get in.
  const read = createFileReader(join(dataDir, 'token'), (text) => (text.trim() ? digest(text.trim()) : undefined))
  return {
    async isIt(token) {
      const known = await read()
      return known !== undefined && timingSafeEqual(known, digest(token))
    },
    async admin() {
      const known = await read()
      return known && { principal, stamp: digest(known.toString('hex')).toString('base64url') }
    },
  }
}
