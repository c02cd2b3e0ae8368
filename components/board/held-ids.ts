/** What a scrolled column shows: nothing a person is reading moves, and arrivals wait to be asked for. */
export interface HeldIds {
  shown: readonly string[]
  arrived: number
}

/**
 * `held` are the cards as they stood when the scrolling began; undefined while the column stands at its top. Those that have left since keep
 * their place, as a note of where they went.
 */
export function holdIds(ids: readonly string[], held: readonly string[] | undefined): HeldIds {
  if (!held) return { shown: ids, arrived: 0 }
  const known = new Set(held)
  return { shown: held, arrived: ids.filter((id) => !known.has(id)).length }
}
