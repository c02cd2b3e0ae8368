import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** Reads a password: from a person without showing it, else the first line that comes. */
export async function askPassword(question, { input = process.stdin, output = process.stdout } = {}) {
  const isPerson = input.isTTY === true
  if (isPerson) output.write(question)
  // Readline repeats what is typed; here nobody listens.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input, output: silent, terminal: isPerson })
  try {
    for await (const line of lines) return line
    return ''
  } finally {
    lines.close()
    if (isPerson) output.write('\n')
  }
}
