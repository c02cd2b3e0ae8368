import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

const firstWaitMs = 500
const longestWaitMs = 8_000

/**
 * A part of a page whose code comes when it is needed. Where it cannot come, because the line or the server is gone, it is asked for again
 * until it does: meanwhile there is what `Suspense` shows in its place, and the rest of the page stays. React's own `lazy` would remember the
 * failure, and take the page down.
 */
export const late = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> =>
  lazy(async () => {
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
      try {
        return { default: await load() }
      } catch {
        await new Promise((done) => setTimeout(done, waitMs))
      }
    }
  })
