import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The admin's token on every Waybill a test starts. */
export const testToken = 'a-token-that-all-tests-know-by-heart'

/** What programs and model browsers send. */
export const credentials = { Authorization: `Bearer ${testToken}` }

/** Makes the token the admin's, before Waybill starts and makes one of its own. */
export async function writeToken(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  await writeFile(join(dataDir, 'token'), testToken, { mode: 0o600 })
}
