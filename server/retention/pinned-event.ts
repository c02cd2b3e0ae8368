/** The event in a queue's stream that says that a finished job was pinned, or no longer is: `jobId`, `attempt`, `pinned`, `expiresAt`. */
export const pinnedEvent = 'waybill:pinned'
