/**
 * A folder for each picture: two may have the same name, and some file systems do not tell `A` from `a`. The second `harbour` becomes
 * `harbour-2`, unless another picture is called that already.
 */
export function folderNames(stems: readonly string[]): string[] {
  const taken = new Set(stems.map(fold))
  const used = new Set<string>()
  return stems.map((stem) => {
    let name = stem
    for (let n = 2; used.has(fold(name)) || (name !== stem && taken.has(fold(name))); n += 1) name = `${stem}-${n}`
    used.add(fold(name))
    return name
  })
}

const fold = (name: string) => name.normalize('NFKC').toLowerCase()
