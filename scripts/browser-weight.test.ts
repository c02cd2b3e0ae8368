import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from './launcher/project-root.mjs'

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8')

/** What a file imports to run: types are gone by then. */
function importsOf(path: string): string[] {
  const imports = read(path).matchAll(/^import (?!type )([^'"]*?from )?['"]([^'"]+)['"]/gms)
  return [...imports].flatMap(([, names = '', target = '']) => {
    const named = /^\{([^}]*)\} from $/s.exec(names)?.[1]
    const isTypes = named?.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type '))
    return isTypes ? [] : [target]
  })
}

function fileOf(path: string, target: string): string | undefined {
  if (target.startsWith('#')) return target.slice(1).replace(/^words\//, 'components/words/en/')
  return target.startsWith('.') ? normalize(join(dirname(path), target)) : undefined
}

/** The way on which a file comes to `wanted`; undefined when there is none. */
function wayTo(wanted: string, path: string, seen: Set<string>): string[] | undefined {
  if (seen.has(path)) return undefined
  seen.add(path)
  for (const target of importsOf(path)) {
    if (target === wanted) return [path, wanted]
    const file = fileOf(path, target)
    const way = file && wayTo(wanted, file, seen)
    if (way) return [path, ...way]
  }
  return undefined
}

const inBrowser = readdirSync(join(projectRoot, 'components'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|testing\/|scripted-/.test(name))
  .map((name) => `components/${name}`)
  .filter((path) => /^'use client'/.test(read(path)))

test('no part of the page brings zod into the browser, which is a fifth of what a first visit may load', () => {
  expect(inBrowser.length).toBeGreaterThan(0)
  const seen = new Set<string>()
  expect(inBrowser.flatMap((path) => wayTo('zod', path, seen)?.join(' → ') ?? [])).toEqual([])
})
