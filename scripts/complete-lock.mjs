// A registry that does not serve the packages of every platform makes npm leave them out of the lock file, and then `npm ci`
// fails with "Missing: @next/swc-darwin-arm64@ from lock file", on every platform. Run this after each change of dependencies:
// it adds them, with the version from the parent's optionalDependencies and os, cpu and libc read off the name.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from './launcher/project-root.mjs'

const systems = ['darwin', 'linux', 'win32', 'freebsd', 'android', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony']
const cpus = ['arm64', 'x64', 'arm', 'ia32', 'riscv64', 'ppc64', 's390x', 'loong64', 'mips64el', 'wasm32']

const file = join(projectRoot, 'package-lock.json')
const lock = JSON.parse(await readFile(file, 'utf8'))
const added = []
for (const [path, parent] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(parent.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`
    if (lock.packages[key] || lock.packages[`${path}/${key}`]) continue
    lock.packages[key] = entryFor(name, range, parent)
    added.push(`${name}@${lock.packages[key].version}`)
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(added.length ? `Added ${added.length}: ${added.join(' ')}` : 'The lock file is complete.')

function entryFor(name, range, parent) {
  const parts = name.split(/[-/]/)
  const os = parts.includes('linuxmusl') ? 'linux' : systems.find((system) => parts.includes(system))
  const cpu = cpus.find((candidate) => parts.includes(candidate))
  const libc = os === 'linux' && ((parts.includes('musl') && 'musl') || (parts.includes('gnu') && 'glibc'))
  return {
    version: range.replace(/^[\^~]/, ''),
    optional: true,
    ...(parent.dev && { dev: true }),
    ...(cpu && { cpu: [cpu] }),
    ...(os && { os: [os] }),
    ...(libc && { libc: [libc] }),
  }
}
