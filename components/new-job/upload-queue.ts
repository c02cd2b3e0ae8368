import { reasonOf } from '#components/api/ask.ts'
import type { ListedFile } from './draft.ts'
import { uploadFile } from './upload-file.ts'

/** A browser opens six connections to a server at most, and the page needs some for itself. */
const atOnce = 3

interface Told {
  /** What became of the file of this key. */
  onFile: (file: ListedFile) => void
  onPercent: (key: string, percent: number) => void
}

interface Entry extends Told {
  key: string
  file: File
}

/** Uploads many files, a few at a time. Long-lived: whoever made it closes it. */
export class UploadQueue {
  readonly #waiting: Entry[] = []
  readonly #running = new Map<string, AbortController>()
  readonly #failed = new Map<string, Entry>()
  #keys = 0

  constructor(private readonly upload: typeof uploadFile = uploadFile) {}

  /** Puts a file in line, and gives the key it goes by from now on. */
  add(file: File, told: Told): string {
    const key = `file-${++this.#keys}`
    this.#waiting.push({ key, file, ...told })
    // Only once whoever added it knows the key.
    queueMicrotask(() => this.#next())
    return key
  }

  /** Tries a failed upload again. */
  retry(key: string): void {
    const entry = this.#failed.get(key)
    if (!entry) return
    this.#failed.delete(key)
    this.#waiting.push(entry)
    entry.onFile({ key, state: 'waiting', name: entry.file.name })
    this.#next()
  }

  /** Forgets a file, wherever it is. */
  remove(key: string): void {
    this.#failed.delete(key)
    const place = this.#waiting.findIndex((entry) => entry.key === key)
    if (place >= 0) this.#waiting.splice(place, 1)
    this.#running.get(key)?.abort()
  }

  close(): void {
    this.#waiting.length = 0
    this.#failed.clear()
    for (const running of this.#running.values()) running.abort()
  }

  #next(): void {
    while (this.#running.size < atOnce) {
      const entry = this.#waiting.shift()
      if (!entry) return
      void this.#run(entry)
    }
  }

  async #run(entry: Entry): Promise<void> {
    const { key, file, onFile, onPercent } = entry
    const own = new AbortController()
    this.#running.set(key, own)
    onFile({ key, state: 'uploading', name: file.name })
    try {
      const answer = await this.upload(file, { onPercent: (percent) => onPercent(key, percent), signal: own.signal })
      const { uploadId, name, bytes } = answer
      if (!own.signal.aborted) onFile({ key, state: 'uploaded', uploadId, name, bytes })
    } catch (error) {
      // Whoever aborted it does not list it any more.
      if (!own.signal.aborted) {
        this.#failed.set(key, entry)
        onFile({ key, state: 'failed', name: file.name, reason: reasonOf(error) })
      }
    }
    this.#running.delete(key)
    this.#next()
  }
}
