import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize, relative, sep } from 'node:path'

/** Which floors each floor may import from. */
const arrows: Record<string, readonly string[]> = {
  core: ['core'],
  server: ['server', 'core'],
  workers: ['workers', 'server', 'core'],
  components: ['components', 'core'],
  app: ['app', 'components', 'workers', 'server', 'core'],
}
const otherFolders = ['scripts', 'e2e', 'bench']
const longestFile = 250
// What "imports" in package.json makes of `#words/`: the language of this Waybill.
const wordsFolder = 'components/words/en/'

// A worker shares queues and store with the server, never what faces the browser.
const facesTheBrowser = /^server\/(socket|bridge|http)\//
const speaksSocketIo = ['server', 'components']
const corePackages = ['zod']
const testPackages = ['vitest', 'fast-check']
const isForTests = /\.test\.tsx?$|\/testing\//

/** What opens a door for text that somebody else wrote. Redis has an EVAL of its own, which is a method. */
const dangers: readonly { pattern: RegExp; is: string }[] = [
  { pattern: /^\s*['"]use server['"]/m, is: 'a server action; write a route handler' },
  {
    pattern: /dangerouslySetInnerHTML|\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write/,
    is: 'HTML made of text',
  },
  { pattern: /(?<![.\w])eval\(|\bnew Function\b|set(Timeout|Interval)\(\s*['"`]/, is: 'code made of text' },
  {
    pattern: /target="_blank"(?![^>]*rel="[^"]*noopener)/,
    is: 'a link to a new tab without rel="noopener noreferrer"',
  },
  { pattern: /href=["'{`]+javascript:/i, is: 'a link that is a script' },
]

/** Every place where the sources under `root` break the rules of the floors, as sentences. */
export function floorViolations(root: string): string[] {
  const sources = [...Object.keys(arrows), ...otherFolders].flatMap((folder) => sourcesIn(root, folder))
  const topLevel = readdirSync(root).filter((name) => isInterceptor(name))
  return [...topLevel.map(interceptorViolation), ...sources.flatMap((path) => violationsOf(root, path))]
}

function violationsOf(root: string, path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8')
  const lines = text.trimEnd().split('\n').length
  const violations = lines > longestFile ? [`${path} has ${lines} lines; split it, ${longestFile} is the end.`] : []
  const [floor = ''] = path.split('/')
  if (!(floor in arrows)) return violations
  if (isInterceptor(basename(path))) violations.push(interceptorViolation(path))
  const found = isForTests.test(path) ? [] : dangers.filter(({ pattern }) => pattern.test(text))
  violations.push(...found.map(({ is }) => `${path} has ${is}.`))
  return [...violations, ...importsOf(text).flatMap((target) => importViolation(path, floor, target) ?? [])]
}

function importViolation(path: string, floor: string, target: string): string | undefined {
  const file = fileOf(path, target)
  if (file === undefined) return packageViolation(path, floor, target)
  const [targetFloor = ''] = file.split('/')
  if (!arrows[floor]?.includes(targetFloor))
    return `${path} imports ${target}; ${floor} must not import ${targetFloor}.`
  return floor === 'workers' && facesTheBrowser.test(file)
    ? `${path} imports ${target}; a worker never talks to the browser.`
    : undefined
}

function packageViolation(path: string, floor: string, target: string): string | undefined {
  const name = target.split('/', target.startsWith('@') ? 2 : 1).join('/')
  if (/^socket\.io/.test(name) && !speaksSocketIo.includes(floor)) {
    return `${path} imports ${target}; Socket.IO is only spoken in ${speaksSocketIo.join(' and ')}.`
  }
  const allowed = isForTests.test(path) ? [...corePackages, ...testPackages] : corePackages
  return floor === 'core' && !allowed.includes(name)
    ? `${path} imports ${target}; core may import only ${corePackages.join(', ')} and itself.`
    : undefined
}

/** The project's file an import names, relative to the root; undefined for a package. */
function fileOf(path: string, target: string): string | undefined {
  if (target.startsWith('#')) return target.slice(1).replace(/^words\//, wordsFolder)
  return target.startsWith('.')
    ? normalize(join(dirname(path), target))
        .split(sep)
        .join('/')
    : undefined
}

const importsOf = (text: string) =>
  [...text.matchAll(/(?:\bfrom|\bimport|\bimport\s*\(|\brequire\s*\()\s*['"]([^'"\n]+)['"]/g)].map(
    ([, name]) => name ?? '',
  )

// Next would run these before every request, also before those that are not its own.
const isInterceptor = (name: string) => /^(proxy|middleware)\.[cm]?[jt]sx?$/.test(name)
const interceptorViolation = (path: string) => `${path} intercepts every request; the web server does that.`

function sourcesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name) && !/\.gen\.ts$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}
