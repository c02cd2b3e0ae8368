import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Checks what the page shows now, in light and in dark; `face` is what to call it when something is wrong. Of what the rules look at only
 * colours differ between the two, so the second look is at those alone. The page is left in light, without motion.
 */
export async function expectNoViolations(page: Page, face: string): Promise<void> {
  await wear(page, 'dark')
  const inDark = await found(axeOn(page).withRules('color-contrast'))
  expect(inDark, `${face} can be read in dark`).toEqual([])
  await wear(page, 'light')
  expect(await found(axeOn(page).withTags(tags)), `${face} has no violations`).toEqual([])
}

/** The rules of a page with frames are put together in a page of their own, which takes longer than the rules: most have none. */
const axeOn = (page: Page) => new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1)

async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await expect(page.locator('html')).toHaveClass(new RegExp(`(^| )${colorScheme}( |$)`))
}

async function found(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
