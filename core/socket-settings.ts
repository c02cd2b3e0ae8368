// Stands apart from `protocol.ts` so that the browser does not carry zod.

export const socketPath = '/socket.io/'

/** How often a `mark` is sent, in milliseconds. Missing for 1.5 times as long, the view is stale. */
export const markIntervalMs = 5_000

/** The message of the error with which a connection is refused that does not say who it is. */
export const signInRequired = 'sign_in_required'
