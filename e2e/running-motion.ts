import type { Page } from '@playwright/test'

/** What moves on the page within a third of a second, by the names of its animations and the properties of its transitions. */
export const runningMotion = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const found = new Set<string>()
    for (const until = performance.now() + 300; performance.now() < until; ) {
      for (const animation of document.getAnimations()) {
        if (animation instanceof CSSTransition) found.add(animation.transitionProperty)
        else if (animation instanceof CSSAnimation) found.add(animation.animationName)
        else found.add('a script')
      }
      await new Promise((done) => requestAnimationFrame(done))
    }
    return [...found]
  })
