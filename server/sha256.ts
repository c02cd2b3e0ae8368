import { createHash } from 'node:crypto'

/** What stands in a key or a cookie for a text that must not stand there itself: its SHA-256, as 43 characters of base64url. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')
