import { askBytes } from './ask.ts'

export interface Beginning {
  text: string
  /** Whether that is all of it. */
  isWhole: boolean
}

/** Fetches the first bytes of a file of text, however large it is. */
export async function fetchBeginning(path: string, most: number): Promise<Beginning> {
  const { bytes, headers } = await askBytes(path, { headers: { Range: `bytes=0-${most - 1}` } })
  const isWhole = totalOf(headers.get('content-range')) <= bytes.byteLength
  // A character that was cut in half at the end is left out.
  const text = new TextDecoder().decode(bytes, { stream: !isWhole })
  return { text, isWhole }
}

/** Without the header it was the whole file. */
const totalOf = (range: string | null): number => Number(/\/(\d+)$/.exec(range ?? '')?.[1] ?? 0)
