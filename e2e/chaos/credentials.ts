import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const token = 'chaos-token-that-everybody-here-knows-by-heart'

/** What programs and model browsers send to every node of a stack. */
export const credentials = { Authorization: `Bearer ${token}` }

/** Makes the token the admin's, before the nodes start and make one of their own. */
export async function writeToken(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  await writeFile(join(dataDir, 'token'), token, { mode: 0o600 })
}
