import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'

const keptBytes = 4_000
const keptLines = 12

// What a child wrote last can arrive after its exit; a grandchild that holds the pipe open must not delay us.
const lastWordsMs = 300

/**
 * Resolves when `child` has ended: `{code, signal, error, tail}`, where `tail` is the last lines it wrote. `echo` also gets what
 * it writes, as it comes.
 */
export async function childEnd(child, { echo = () => {} } = {}) {
  let tail = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk) => {
      tail = (tail + chunk).slice(-keptBytes)
      echo(chunk)
    })
  }
  const closed = once(child, 'close').catch(() => {})
  const end = await new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.once('error', (error) => resolve({ error }))
  })
  const late = new AbortController()
  await Promise.race([closed, delay(lastWordsMs, undefined, { signal: late.signal }).catch(() => {})])
  late.abort()
  return { ...end, tail: tail.trimEnd().split('\n').slice(-keptLines).join('\n') }
}

/** How a child ended, for a sentence. */
export function describeEnd({ code, signal, error }) {
  if (error) return `could not be started: ${error.message}`
  return signal ? `ended by ${signal}` : `exit code ${code}`
}
