import { askBytes } from '#components/api/ask.ts'
import { previewBytes } from './preview-kind.ts'

export interface Beginning {
  text: string
  /** Whether that is all of it. */
  isWhole: boolean
}

/** Fetches as much of a file of text as is shown, however large it is. */
export async function fetchBeginning(path: string): Promise<Beginning> {
  const { bytes, headers } = await askBytes(path, { headers: { Range: `bytes=0-${previewBytes - 1}` } })
  const isWhole = totalOf(headers.get('content-range')) <= bytes.byteLength
  // A character that was cut in half at the end is left out.
  const text = new TextDecoder().decode(bytes, { stream: !isWhole })
  return { text, isWhole }
}

/** Without the header it was the whole file. */
const totalOf = (range: string | null): number => Number(/\/(\d+)$/.exec(range ?? '')?.[1] ?? 0)
