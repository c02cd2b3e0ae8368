import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { jobStates } from '#core/job-state.ts'
import { contrast, difference, eyes } from './testing/colour.ts'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

/** The colours of the first block that `selector` opens. */
function theme(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}', 1)[0] ?? ''
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  )
}

const themes = { light: theme(':root'), dark: theme('.dark') }
const colour = (name: keyof typeof themes, token: string): string => {
  const value = themes[name][token]
  if (!value) throw new Error(`tokens.css gives no --${token} in ${name}.`)
  return value
}

test('both themes give the same colours', () => {
  expect(Object.keys(themes.dark)).toEqual(Object.keys(themes.light))
  expect(Object.keys(themes.light)).toEqual(expect.arrayContaining(['ink', 'surface', ...jobStates]))
})

describe.each(['light', 'dark'] as const)('in %s', (name) => {
  const grounds = ['canvas', 'surface', 'sunken']
  const inks = ['ink', 'muted', 'accent', 'accent-strong', ...jobStates]
  test.each(inks)('%s can be read on every ground', (ink) => {
    for (const ground of grounds) {
      expect(contrast(colour(name, ink), colour(name, ground)), `on ${ground}`).toBeGreaterThanOrEqual(4.5)
    }
  })

  test.each(['accent', 'accent-strong'])('a button can be read whose ground is %s', (ground) => {
    expect(contrast(colour(name, 'on-accent'), colour(name, ground))).toBeGreaterThanOrEqual(4.5)
  })

  test('the edge of what can be pressed is seen on what lies behind it', () => {
    for (const ground of ['canvas', 'surface'])
      expect(contrast(colour(name, 'edge'), colour(name, ground))).toBeGreaterThanOrEqual(3)
  })

  // Red and green are told apart least by the commonest of such eyes; blue and violet by the rarest.
  const least = { usual: 9, deuteranopia: 7.5, protanopia: 7.5, tritanopia: 4.5 }
  test.each(Object.keys(eyes) as (keyof typeof eyes)[])('no two states look alike to %s eyes', (eye) => {
    for (const [i, a] of jobStates.entries()) {
      for (const b of jobStates.slice(i + 1)) {
        const gap = difference(colour(name, a), colour(name, b), eye)
        expect(gap, `${a} and ${b}`).toBeGreaterThanOrEqual(least[eye])
      }
    }
  })
})
