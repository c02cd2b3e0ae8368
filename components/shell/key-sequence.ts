/** The second key of two has to come so soon. */
const patienceMs = 1_200

/** Recognises keys, alone and one after the other. */
export class KeySequence {
  #first: { key: string; at: number } | undefined

  constructor(private readonly names: readonly string[]) {}

  /** The name that `key` completes at `now`; undefined when it completes nothing. */
  press(key: string, now: number): string | undefined {
    const first = this.#first && now - this.#first.at <= patienceMs ? this.#first.key : undefined
    this.#first = undefined
    const pair = `${first} ${key}`
    if (first !== undefined && this.names.includes(pair)) return pair
    if (this.names.includes(key)) return key
    if (this.names.some((name) => name.startsWith(`${key} `))) this.#first = { key, at: now }
    return undefined
  }
}
