/** What a scrolled column shows: nothing above what a person is reading moves, and arrivals wait to be asked for. */
export interface HeldIds {
  shown: readonly string[]
  arrived: number
}

/** `seen` are the ids that were there when the scrolling began; undefined while the column stands at its top. */
export function holdIds(ids: readonly string[], seen: ReadonlySet<string> | undefined): HeldIds {
  if (!seen) return { shown: ids, arrived: 0 }
  const shown = ids.filter((id) => seen.has(id))
  return { shown, arrived: ids.length - shown.length }
}
