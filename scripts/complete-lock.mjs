// The registry here does not serve every platform's optional packages, so npm leaves them out of the
// lock and then `npm ci` fails with EUSAGE ("Missing: @next/swc-darwin-arm64@ from lock file") - here and everywhere.
// This adds them: version from the parent's optionalDependencies, os/cpu/libc read off the name, no integrity.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const OS = ['darwin', 'linux', 'win32', 'freebsd', 'android', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony']
const CPU = ['arm64', 'x64', 'arm', 'ia32', 'riscv64', 'ppc64', 's390x', 'loong64', 'mips64el', 'wasm32']
const added = []
for (const [path, pkg] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(pkg.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`
    if (lock.packages[key] || lock.packages[`${path}/${key}`]) continue
    const parts = name.split(/[-/]/)
    const os = OS.find((o) => parts.includes(o)) ?? (parts.includes('linuxmusl') ? 'linux' : undefined)
    const cpu = CPU.find((c) => parts.includes(c)) ?? undefined
    const entry = { version: range.replace(/^[\^~]/, ''), optional: true }
    if (pkg.dev) entry.dev = true
    if (cpu) entry.cpu = [cpu]
    if (os) entry.os = [os]
    if (os === 'linux' && parts.includes('musl')) entry.libc = ['musl']
    if (os === 'linux' && parts.includes('gnu')) entry.libc = ['glibc']
    lock.packages[key] = entry
    added.push(`${name}@${entry.version}`)
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(added.length ? `added ${added.length}: ${added.join(' ')}` : 'lock already complete')
