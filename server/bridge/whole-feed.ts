import type { Cursor } from '#core/protocol.ts'
import { isSame } from '#core/same.ts'
import type { Log } from '#server/log.ts'
import { createSerial } from '#server/serial.ts'
import { Broadcast, type FeedSubscriber } from './broadcast.ts'
import type { Opened } from './opened.ts'
import type { Whole } from './outbox.ts'

export interface WholeFeedOptions {
  /** Reads all of it. */
  read(): Promise<Whole>
  /** What is left of it when it cannot be read. */
  lastKnown(known: Whole): Whole
  log: Log
  /** How often it looks, in milliseconds, while somebody watches. Default 2 s. */
  everyMs?: number
}

export interface WholeFeed {
  open(subscriber: FeedSubscriber): Promise<Opened>
  close(): void
}

// Everything is told as it is now, so there is nothing to go on from.
const cursor: Cursor = { epoch: 'whole', streams: {} }

/** A view without jobs: looks now and then while somebody watches, once for all of them, and tells it as a whole when it changed. */
export function createWholeFeed({ read, lastKnown, log, everyMs = 2_000 }: WholeFeedOptions): WholeFeed {
  const broadcast = new Broadcast()
  const serial = createSerial()
  let known: Whole | undefined
  let timer: NodeJS.Timeout | undefined

  async function look(): Promise<void> {
    const before = known
    try {
      known = await read()
    } catch (error) {
      log.debug({ err: error }, 'A view could not be read again; what is known of it stays.')
      known = before && lastKnown(before)
    }
    if (known && !isSame(known, before)) broadcast.add({ events: [], dropped: [], ...known }, cursor)
  }

  function lookAgain(): void {
    if (broadcast.size === 0) {
      timer = undefined
      return
    }
    timer = setTimeout(() => void serial(look).finally(lookAgain), everyMs)
  }

  return {
    open: (subscriber) =>
      serial(async () => {
        // With others watching, what they were told last is at most one look old.
        const whole = broadcast.size > 0 && known ? known : await read()
        known = whole
        broadcast.join(subscriber)
        if (!timer) lookAgain()
        const close = () => void broadcast.leave(subscriber)
        return { mode: 'snapshot', jobs: [], ...whole, cursor, told: () => cursor, close }
      }),
    close() {
      clearTimeout(timer)
      broadcast.reset('restart')
    },
  }
}
