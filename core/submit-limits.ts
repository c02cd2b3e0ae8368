// Stands apart from `submit.ts` so that the browser does not carry zod.

/** The longest delay of a job, in milliseconds. */
export const maxDelayMs = 30 * 24 * 60 * 60 * 1000

/** BullMQ keeps a priority in 21 bits. */
export const maxPriority = 2_097_151

export const maxTags = 10
export const maxTagLength = 60

/** A tag is shown in one line: no control characters, and no half of a character. */
export const tagPattern = /^[^\p{Cc}\p{Cs}]+$/u

/** How many jobs a batch may hold. */
export const maxBatch = 1_000

/**
 * An idempotency key: 1 to 255 printable ASCII characters. No spaces and no commas, because a header that is sent twice arrives as
 * one, joined by a comma and a space.
 */
export const idempotencyKeyPattern = /^[\x21-\x2b\x2d-\x7e]{1,255}$/
