import { AskError, problemOf } from '#components/api/ask.ts'
import { previewBytes } from './preview-kind.ts'

export interface Beginning {
  text: string
  /** Whether that is all of it. */
  isWhole: boolean
}

/** Fetches as much of a file of text as is shown, however large it is. */
export async function fetchBeginning(path: string): Promise<Beginning> {
  const response = await fetch(path, { headers: { Range: `bytes=0-${previewBytes - 1}` } }).catch(() => undefined)
  if (!response) throw new AskError(problemOf(0, { code: 'unreachable', detail: unreachable }))
  if (!response.ok) throw new AskError(problemOf(response.status, await response.json().catch(() => undefined)))
  const bytes = await response.arrayBuffer()
  const isWhole = totalOf(response.headers.get('content-range')) <= bytes.byteLength
  // A character that was cut in half at the end is left out.
  const text = new TextDecoder().decode(bytes, { stream: !isWhole })
  return { text, isWhole }
}

const unreachable = 'The server cannot be reached. Check the connection and try again.'

/** Without the header it was the whole file. */
const totalOf = (range: string | null): number => Number(/\/(\d+)$/.exec(range ?? '')?.[1] ?? 0)
