// Everybody who watches the same view is sent the same objects, so each is written as JSON once.
const written = new WeakMap<object, string>()

/** An object that never changes as JSON, made once however many are sent it. */
export function jsonOnce(value: object): string {
  const known = written.get(value)
  if (known !== undefined) return known
  const json = JSON.stringify(value)
  written.set(value, json)
  return json
}

/** The same for a list: its items may be in other lists as well, and are written once for all of them. */
export function listJsonOnce(list: readonly object[]): string {
  const known = written.get(list)
  if (known !== undefined) return known
  const json = `[${list.map(jsonOnce).join(',')}]`
  written.set(list, json)
  return json
}
