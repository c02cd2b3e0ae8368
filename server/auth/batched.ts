/** More than this in one command would hold up everybody else. */
const mostAtOnce = 500

/**
 * Answers questions that are asked in the same moment together: a hundred open pages that are looked at again cost one command, and not a
 * hundred. `readAll` answers in the order of the keys.
 */
export function createBatched<Value>(readAll: (keys: readonly string[]) => Promise<Value[]>) {
  let waiting: { places: Map<string, number>; answers: Promise<Value[]> } | undefined

  function gather() {
    const places = new Map<string, number>()
    const answers = new Promise((resolve) => setImmediate(resolve)).then(() => {
      if (waiting?.places === places) waiting = undefined
      return readAll([...places.keys()])
    })
    return { places, answers }
  }

  return async function read(key: string): Promise<Value> {
    if (!waiting || waiting.places.size >= mostAtOnce) waiting = gather()
    const { places, answers } = waiting
    const place = places.get(key) ?? places.size
    places.set(key, place)
    return (await answers)[place] as Value // one for each key
  }
}
