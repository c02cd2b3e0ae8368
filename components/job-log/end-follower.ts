/** Nearer to its end than this many pixels, a scroller is at its end. */
const nearEnd = 12

/** Keeps a scroller at the end of what grows in it, until somebody scrolls up; at the end again, it follows again. */
export class EndFollower {
  readonly #listeners = new Set<() => void>()
  #scroller: HTMLElement | undefined
  #isFollowing = true
  #top = 0
  /** How far from the end the view was before something came in above it. */
  #fromEnd: number | undefined

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  isFollowing = (): boolean => this.#isFollowing

  /** For `ref`: the scroller's first child is what grows. */
  attach = (scroller: HTMLElement | null) => {
    if (!scroller) return undefined
    this.#scroller = scroller
    const onScroll = () => this.#scrolled(scroller)
    const observer = new ResizeObserver(() => this.#resized(scroller))
    observer.observe(scroller)
    if (scroller.firstElementChild) observer.observe(scroller.firstElementChild)
    scroller.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      scroller.removeEventListener('scroll', onScroll)
      this.#scroller = undefined
    }
  }

  follow = (): void => {
    this.#set(true)
    if (this.#scroller) this.#resized(this.#scroller)
  }

  pause = (): void => this.#set(false)

  /** Something is about to come in at the top: what is seen stays where it is. */
  holdPlace = (): void => {
    if (this.#scroller) this.#fromEnd = this.#scroller.scrollHeight - this.#scroller.scrollTop
    this.pause()
  }

  #resized(scroller: HTMLElement): void {
    if (this.#isFollowing) scroller.scrollTop = scroller.scrollHeight
    else if (this.#fromEnd !== undefined) scroller.scrollTop = scroller.scrollHeight - this.#fromEnd
    this.#fromEnd = undefined
    this.#top = scroller.scrollTop
  }

  #scrolled(scroller: HTMLElement): void {
    const { scrollTop, scrollHeight, clientHeight } = scroller
    const isUpwards = scrollTop < this.#top
    this.#top = scrollTop
    if (scrollHeight - scrollTop - clientHeight <= nearEnd) this.#set(true)
    else if (isUpwards) this.#set(false)
  }

  #set(isFollowing: boolean): void {
    if (this.#isFollowing === isFollowing) return
    this.#isFollowing = isFollowing
    for (const listener of this.#listeners) listener()
  }
}
