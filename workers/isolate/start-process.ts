import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createFrameReader, frameOf } from './frames.ts'
import type { Isolate, IsolateOptions } from './isolate.ts'
import { isolateEntry } from './isolate-entry.ts'
import { isolateEnvironment } from './isolate-environment.ts'
import type { FromIsolate } from './isolate-messages.ts'

/** What was written before the end may still be on its way; somebody else may hold the pipes open for ever. */
const lastWordsMs = 500

/** Starts an isolate that is a process of its own. */
export function startProcess({ onMessage, onEnd, heapMb }: IsolateOptions): Isolate {
  const heap = heapMb === undefined ? [] : [`--max-old-space-size=${heapMb}`]
  const child = spawn(process.execPath, [...heap, fileURLToPath(isolateEntry)], {
    env: isolateEnvironment(process.env),
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // A group of its own: what the job itself starts ends with it, and Ctrl-C is for the worker process to judge.
    detached: true,
  })
  // The fourth of `stdio` is a pipe, which goes both ways.
  const pipe = child.stdio[3] as Socket
  const ended = new Promise<void>((resolve) => {
    const end = (how: string) => {
      pipe.destroy()
      onEnd(how)
      resolve()
    }
    child.once('error', ({ message }) => end(`could not be started: ${message}`))
    child.once('exit', (code, signal) => {
      const how = signal ? `was ended by ${signal}` : `ended with the exit code ${code}`
      const late = setTimeout(() => end(how), lastWordsMs)
      child.once('close', () => {
        clearTimeout(late)
        end(how)
      })
    })
  })

  function kill(): void {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // The group is gone, or is not yet one: then there is only the child.
      child.kill('SIGKILL')
    }
  }

  // Only our own program writes there.
  const read = createFrameReader((message) => onMessage(message as FromIsolate))
  pipe.on('data', (bytes: Buffer) => {
    try {
      read(bytes)
    } catch {
      // Something else wrote to the pipe: nothing after that can be told apart.
      kill()
    }
  })
  // Who writes to a process that has just ended learns it by its end.
  pipe.on('error', () => {})
  return {
    post: (message) => void pipe.write(frameOf(message)),
    async end() {
      kill()
      await ended
    },
    output: [child.stdout, child.stderr],
  }
}
