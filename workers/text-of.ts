/** Any value as text. Never throws, whatever the value's own methods do: job code may pass anything. */
export function textOf(value: unknown): string {
  try {
    return String(value)
  } catch {
    // Its own `toString` failed, or it has none.
    return 'a value that cannot be shown'
  }
}
