import { randomUUID } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { createSerial } from '#server/serial.ts'
import { isMissing } from './uploads.ts'
import { flushFolder, makeFolderDurably } from './write-durably.ts'

/** What is known of something a job does at most once. */
export type LedgerEntry = { state: 'begun'; by: string } | { state: 'done'; by: string; answer: unknown }

export interface JobLedger {
  /** Notes that something begins: undefined when it is the caller's to do, else what is known of whoever was first. */
  claim(key: string): Promise<{ by: string; known?: LedgerEntry }>
  done(key: string, by: string, answer: unknown): Promise<void>
  /** It did not happen after all: whoever comes next may claim it. */
  undone(key: string, by: string): Promise<void>
}

const lineSchema = z.discriminatedUnion('state', [
  z.strictObject({ key: z.string(), by: z.string(), state: z.literal('begun') }),
  z.strictObject({ key: z.string(), by: z.string(), state: z.literal('done'), answer: z.unknown() }),
  z.strictObject({ key: z.string(), by: z.string(), state: z.literal('undone') }),
])
type Line = z.infer<typeof lineSchema>

/**
 * A file that lines are only ever added to. The system adds a line as a whole, behind all others, so everybody who reads it finds the same
 * first claim: a worker that lost its job and does not know it cannot begin what another one has begun. A claim counts once it is on the
 * disk, and is read back from there.
 */
export function openJobLedger(path: string): JobLedger {
  const serial = createSerial()
  const entries = new Map<string, LedgerEntry>()
  /** How much of the file has been read, up to the end of a line. */
  let offset = 0
  let loading: Promise<void> | undefined

  /** What earlier attempts noted. */
  async function load(): Promise<void> {
    const file = await open(path, 'r').catch((error: unknown) => {
      if (isMissing(error)) return undefined
      throw error
    })
    try {
      if (file) await readOn(file)
    } finally {
      await file?.close()
    }
  }

  async function add(line: Line): Promise<void> {
    const isNew = offset === 0
    if (isNew) await makeFolderDurably(dirname(path))
    const file = await open(path, 'a+', 0o600)
    try {
      // A line that a power cut left half written ends here, and counts as not written.
      await file.appendFile(`\n${JSON.stringify(line)}\n`)
      await file.datasync()
      if (isNew) await flushFolder(dirname(path))
      await readOn(file)
    } finally {
      await file.close()
    }
  }

  async function readOn(file: FileHandle): Promise<void> {
    const { size } = await file.stat()
    if (size === offset) return
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - offset), 0, size - offset, offset)
    const end = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1
    for (const text of buffer.toString('utf8', 0, end).split('\n')) {
      const line = text && readLine(text)
      if (line) fold(entries, line)
    }
    offset += end
  }

  return {
    claim: (key) =>
      serial(async () => {
        const by = randomUUID()
        loading ??= load()
        await loading
        if (!entries.has(key)) await add({ key, by, state: 'begun' })
        const known = entries.get(key)
        return known?.by === by ? { by } : { by, known }
      }),
    done: (key, by, answer) => serial(() => add({ key, by, state: 'done', answer })),
    undone: (key, by) => serial(() => add({ key, by, state: 'undone' })),
  }
}

/** Undefined for half a line: what it says was not begun, because its claim was never found on the disk. */
function readLine(text: string): Line | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function fold(entries: Map<string, LedgerEntry>, line: Line): void {
  const { key, by, state } = line
  const known = entries.get(key)
  if (state === 'begun' && !known) entries.set(key, { state, by })
  // Only who began it can say what became of it.
  if (known?.state !== 'begun' || known.by !== by) return
  if (state === 'done') entries.set(key, { state, by, answer: line.answer })
  if (state === 'undone') entries.delete(key)
}
