/** Column names from a header row: none is empty, no two are alike. */
export function nameColumns(header: readonly string[]): string[] {
  const taken = new Set(header.map((name) => name.trim()))
  const used = new Set<string>()
  return header.map((raw, index) => {
    const name = raw.trim() || free(`Column ${index + 1}`, taken)
    const unique = used.has(name) ? free(name, taken) : name
    used.add(unique)
    taken.add(unique)
    return unique
  })
}

/** The name with the first number in brackets that makes it new. */
function free(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  let number = 2
  while (taken.has(`${name} (${number})`)) number++
  return `${name} (${number})`
}
