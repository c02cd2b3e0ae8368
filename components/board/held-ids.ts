/** What a scrolled column shows: nothing a person is reading moves, and arrivals wait to be asked for. */
export interface HeldIds {
  shown: readonly string[]
  arrived: number
}

/**
 * `held` are the cards as they stood when the scrolling began; undefined while the column stands at its top. Those that have left since keep
 * their place, as a note of where they went. What comes below the last of them is shown: it is what somebody reads on to.
 */
export function holdIds(ids: readonly string[], held: readonly string[] | undefined): HeldIds {
  if (!held) return { shown: ids, arrived: 0 }
  const known = new Set(held)
  const last = ids.findLastIndex((id) => known.has(id))
  const below = last < 0 ? [] : ids.slice(last + 1)
  const above = last < 0 ? ids : ids.slice(0, last)
  return {
    shown: below.length > 0 ? [...held, ...below] : held,
    arrived: above.filter((id) => !known.has(id)).length,
  }
}
