import { readFile } from 'node:fs/promises'
import { z } from 'zod'

const packageSchema = z.object({ version: z.string() })

/** Which Waybill this is. Source and bundle both lie one folder below the file that says it. */
export async function productVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8')
  return packageSchema.parse(JSON.parse(text)).version
}
