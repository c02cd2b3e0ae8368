import { formatDuration } from './duration.ts'

/** `just now`, `3 min ago`, `in 2 h`: one unit is enough to know how long. */
export function formatRelative(at: number, now: number): string {
  const distance = Math.abs(now - at)
  if (distance < 5_000) return 'just now'
  const [whole, unit] = formatDuration(distance).split(' ')
  return at > now ? `in ${whole} ${unit}` : `${whole} ${unit} ago`
}
