import type { ReactNode } from 'react'

export interface Toast {
  id: number
  /** How it went: what went wrong is read out at once. */
  kind: 'done' | 'wrong' | 'note'
  text: string
  /** A way on: a link or a button. */
  action?: ReactNode
}

/** Long enough to read and to follow the link. */
const shownMs = 10_000
const most = 4

/** The notices in the corner of the page. Each leaves by itself, but not while somebody is at them. */
export class ToastList {
  #toasts: readonly Toast[] = []
  #lastId = 0
  #isHeld = false
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>()
  readonly #listeners = new Set<() => void>()

  readonly read = (): readonly Toast[] => this.#toasts

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  show(toast: Omit<Toast, 'id'>): void {
    // Somebody who presses the same key again is told once more, not twice.
    const said = this.#toasts.find(({ text, action }) => text === toast.text && !action && !toast.action)
    if (said) this.dismiss(said.id)
    this.#lastId += 1
    const id = this.#lastId
    const beyond = this.#toasts.slice(0, Math.max(0, this.#toasts.length + 1 - most))
    for (const old of beyond) this.#forget(old.id)
    this.#publish([...this.#toasts.slice(beyond.length), { ...toast, id }])
    if (!this.#isHeld) this.#count(id)
  }

  dismiss(id: number): void {
    this.#forget(id)
    this.#publish(this.#toasts.filter((toast) => toast.id !== id))
  }

  /** Somebody points at them or is in them with the keyboard. */
  hold(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return
    this.#isHeld = isHeld
    for (const { id } of this.#toasts) {
      this.#forget(id)
      if (!isHeld) this.#count(id)
    }
  }

  #count(id: number): void {
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), shownMs),
    )
  }

  #forget(id: number): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
  }

  #publish(toasts: readonly Toast[]): void {
    this.#toasts = toasts
    for (const listener of this.#listeners) listener()
  }
}
