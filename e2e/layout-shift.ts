import type { Page } from '@playwright/test'

/** Has every page that is opened from now on add up how far things moved by themselves on it. */
export async function watchLayoutShift(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    const observer = new PerformanceObserver((list) => {
      // Not in every version of the types; `hadRecentInput` is what somebody brought about.
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) shifts.push(entry.value)
      }
    })
    observer.observe({ type: 'layout-shift', buffered: true })
  })
}

/** The sum so far (CLS, without its windows), once what is on the page now has been drawn. */
export const layoutShift = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => requestAnimationFrame(done))
    return (window as unknown as { shifts: number[] }).shifts.reduce((sum, shift) => sum + shift, 0)
  })
