/** A job's place in Redis. `id` is what BullMQ calls the job id. */
export interface JobAddress {
  queue: string
  id: string
}

// Queue names cannot hold a colon, BullMQ's ids from other producers can: split at the first one.
const jobIdPattern = /^([A-Za-z0-9._{}-]{1,100}):([^\s/\\\p{Cc}]{1,200})$/u

export const formatJobId = ({ queue, id }: JobAddress): string => `${queue}:${id}`

/** Returns undefined when the text cannot be a job id. */
export function parseJobId(text: string): JobAddress | undefined {
  const [, queue, id] = jobIdPattern.exec(text) ?? []
  return queue && id ? { queue, id } : undefined
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** 128 random bits as 26 base32 characters (RFC 4648, lower case, unpadded). */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let text = ''
  let bits = 0
  let buffer = 0
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(buffer >> (bits - 5)) & 31]
  }
  return text + alphabet[(buffer << (5 - bits)) & 31]
}

/** The BullMQ id of a job Waybill submits. Never an integer, so that BullMQ's own counter cannot meet it. */
export const newJobId = (): string => `j_${randomId()}`
