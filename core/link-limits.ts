// Stands apart from `job-link.ts` so that the browser does not carry zod.

/** No link works for longer, in seconds. */
export const maxLinkSeconds = 30 * 24 * 60 * 60
