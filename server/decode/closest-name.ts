/** The name somebody may have meant who wrote `given`: at most two letters are wrong. Undefined when none is near. */
export function closestName(given: string, names: readonly string[]): string | undefined {
  if (given.length > 60) return undefined
  const near = names
    .map((name) => ({ name, distance: distance(given.toLowerCase(), name.toLowerCase()) }))
    .filter((each) => each.distance <= 2 && each.distance < each.name.length)
  return near.sort((a, b) => a.distance - b.distance)[0]?.name
}

/** How many letters have to be put in, left out or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      const [above = 0, diagonal = 0, left = 0] = [row[j + 1], row[j], next[j]]
      next.push(Math.min(above + 1, left + 1, diagonal + (letter === other ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
