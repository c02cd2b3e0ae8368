/** Something small that this browser remembers, also for the other tabs. */
export class Preference {
  readonly #listeners = new Set<() => void>()

  constructor(private readonly name: string) {}

  /** Null when nothing was remembered. */
  get(): string | null {
    try {
      return localStorage.getItem(this.name)
    } catch {
      // A browser may refuse to remember anything; then everything is as at the first time.
      return null
    }
  }

  set(value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(this.name)
      else localStorage.setItem(this.name, value)
    } catch {
      // As above: what was chosen then holds until the page is left.
    }
    for (const listener of this.#listeners) listener()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    window.addEventListener('storage', listener)
    return () => {
      this.#listeners.delete(listener)
      window.removeEventListener('storage', listener)
    }
  }
}

/** `off` when keys without Ctrl should do nothing: they get in the way of dictation (WCAG 2.1.4). */
export const singleKeys = new Preference('waybill.single-keys')
