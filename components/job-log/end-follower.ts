/** Nearer to its end than this many pixels, a scroller is at its end. */
const nearEnd = 12

const upwardKeys = new Set(['Home', 'PageUp', 'ArrowUp'])

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
    const onKey = ({ key }: KeyboardEvent) => upwardKeys.has(key) && this.#wantsUp(scroller)
    const onWheel = ({ deltaY }: WheelEvent) => deltaY < 0 && this.#wantsUp(scroller)
    scroller.addEventListener('scroll', onScroll, { passive: true })
    scroller.addEventListener('keydown', onKey)
    scroller.addEventListener('wheel', onWheel, { passive: true })
    return () => {
      observer.disconnect()
      scroller.removeEventListener('scroll', onScroll)
      scroller.removeEventListener('keydown', onKey)
      scroller.removeEventListener('wheel', onWheel)
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

  // In a flood the next line may come before the scrolling itself does, and would take the view back to the end.
  #wantsUp(scroller: HTMLElement): void {
    if (scroller.scrollTop > 0) this.pause()
  }

  #scrolled(scroller: HTMLElement): void {
    const { scrollTop, scrollHeight, clientHeight } = scroller
    // The echo of what was set here says nothing about what somebody wants.
    if (scrollTop === this.#top) return
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
