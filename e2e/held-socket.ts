import type { Page } from '@playwright/test'

/** Holds back what the server tells the page, so that it shows its loading face for as long as somebody looks at it. Returns how to let go. */
export async function holdSocket(page: Page): Promise<() => void> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.routeWebSocket(/socket\.io/, (browser) => {
    const server = browser.connectToServer()
    let last = released
    server.onMessage((message) => {
      last = last.then(() => browser.send(message))
    })
  })
  return release
}
