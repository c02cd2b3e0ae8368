import type { ReactNode } from 'react'

export interface Toast {
  id: number
  /** How it went: what went wrong is read out at once. */
  kind: 'done' | 'wrong' | 'note'
  text: string
  /** A way on: a link or a button. */
  action?: ReactNode
  /** How long it stays. Ten seconds unless told. */
  shownMs?: number
  /** It left, by itself or because somebody sent it away; not when it was withdrawn. */
  onLeave?: () => void
}

/** Long enough to read and to follow the link. */
const usualMs = 10_000
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
    this.put(toast)
  }

  /** The same for a notice that is to be taken away again: returns the number it goes by. */
  put(toast: Omit<Toast, 'id'>): number {
    this.#lastId += 1
    const shown = { ...toast, id: this.#lastId }
    const beyond = this.#toasts.slice(0, Math.max(0, this.#toasts.length + 1 - most))
    for (const old of beyond) this.#forget(old.id)
    this.#publish([...this.#toasts.slice(beyond.length), shown])
    if (!this.#isHeld) this.#count(shown)
    for (const old of beyond) old.onLeave?.()
    return shown.id
  }

  dismiss(id: number): void {
    const toast = this.#toasts.find((each) => each.id === id)
    this.withdraw(id)
    toast?.onLeave?.()
  }

  /** Takes a notice away as if it had not been shown. */
  withdraw(id: number): void {
    this.#forget(id)
    this.#publish(this.#toasts.filter((toast) => toast.id !== id))
  }

  /** Somebody points at them or is in them with the keyboard. */
  hold(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return
    this.#isHeld = isHeld
    for (const toast of this.#toasts) {
      this.#forget(toast.id)
      if (!isHeld) this.#count(toast)
    }
  }

  #count({ id, shownMs = usualMs }: Toast): void {
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
