import { readSync, writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { createFrameReader, frameOf } from './frames.ts'
import type { ToIsolate } from './isolate-messages.ts'
import type { IsolatePort } from './isolate-port.ts'

/** How soon a full pipe is tried again, in milliseconds. */
const againMs = 10

/**
 * The port of an isolate that is a process: a pipe of its own, because Node's own channel to a child takes nothing out while the child
 * never yields, once it was full. `onGone` is told when the worker process is no longer there.
 */
export function pipePort(fd: number, onGone: () => void): IsolatePort {
  const waiting: Buffer[] = []
  let again: NodeJS.Timeout | undefined
  let hear = (_message: ToIsolate) => {}
  // Only the worker process writes here, and what it writes is a `ToIsolate`.
  const read = createFrameReader((message) => hear(message as ToIsolate))
  // It reads while the event loop turns; and it makes the pipe one that never blocks who reads or writes.
  const socket = new Socket({ fd })
  socket
    .on('data', read)
    .on('error', () => {})
    .on('close', onGone)
  const chunk = Buffer.allocUnsafe(64 * 1024)

  function tryAgain(): void {
    again = undefined
    write()
  }

  function write(): void {
    for (let [first] = waiting; first; [first] = waiting) {
      const written = unlessItWouldBlock(() => writeSync(fd, first), onGone)
      if (written === undefined) {
        if (!again) again = setTimeout(tryAgain, againMs)
        return
      }
      if (written === first.length) waiting.shift()
      else waiting[0] = first.subarray(written)
    }
  }

  return {
    post(message) {
      waiting.push(frameOf(message))
      write()
    },
    isFree() {
      write()
      return waiting.length === 0
    },
    poll() {
      for (;;) {
        const bytes = unlessItWouldBlock(() => readSync(fd, chunk), onGone)
        if (bytes === undefined) return
        if (bytes === 0) return onGone()
        read(Buffer.from(chunk.subarray(0, bytes)))
      }
    },
    listen(listener) {
      hear = listener
    },
  }
}

/** What a read or a write gave; undefined when it would have to wait. */
function unlessItWouldBlock(act: () => number, onGone: () => void): number | undefined {
  try {
    return act()
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && error.code === 'EAGAIN'
    if (!isFull) onGone()
    return undefined
  }
}
