/** Decides which refusals of people nobody knows are written down, so that a flood of them cannot push everything else out of the log. */
export interface RefusalGate {
  /** Undefined when this one is only counted. Otherwise how many were, of the same sender, since the last one that was written down. */
  pass(sender: string, now?: number): { unwritten: number } | undefined
}

export interface RefusalGateOptions {
  /** Of one sender so many are written down in a window, and after that the second, fourth, eighth … one. */
  perSender: number
  /** The same for all senders together. */
  inAll: number
  windowMs: number
  /** Senders that are told apart; the others are counted as one. */
  maxSenders: number
}

const usual: RefusalGateOptions = { perSender: 20, inAll: 500, windowMs: 15 * 60_000, maxSenders: 10_000 }

interface Count {
  seen: number
  unwritten: number
}

/** Counts in this process alone: several web processes write down so many each. */
export function createRefusalGate(options: Partial<RefusalGateOptions> = {}): RefusalGate {
  const { perSender, inAll, windowMs, maxSenders } = { ...usual, ...options }
  let senders = new Map<string, Count>()
  let all = 0
  let began = Number.NEGATIVE_INFINITY

  /** What was left out and never told is the first thing a sender's next window tells. */
  function beginAnew(now: number): void {
    began = now
    all = 0
    const untold = [...senders].filter(([, { unwritten }]) => unwritten > 0)
    senders = new Map(untold.map(([sender, { unwritten }]) => [sender, { seen: 0, unwritten }]))
  }

  function countOf(sender: string): Count {
    const key = senders.has(sender) || senders.size < maxSenders ? sender : 'others'
    const count = senders.get(key) ?? { seen: 0, unwritten: 0 }
    senders.set(key, count)
    return count
  }

  return {
    pass(sender, now = Date.now()) {
      if (now - began >= windowMs) beginAnew(now)
      const count = countOf(sender)
      count.seen += 1
      if (!isWorthIt(count.seen, perSender) || !isWorthIt(all + 1, inAll)) {
        // Those that are left out because of the others count there too, else the next power of two would never come.
        if (isWorthIt(count.seen, perSender)) all += 1
        count.unwritten += 1
        return undefined
      }
      all += 1
      const { unwritten } = count
      count.unwritten = 0
      return { unwritten }
    },
  }
}

/** The first ones, and then fewer and fewer: a million refusals are a few dozen entries. */
const isWorthIt = (seen: number, first: number): boolean => seen <= first || Number.isInteger(Math.log2(seen))
