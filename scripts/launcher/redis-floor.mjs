import { runCommand } from './run-command.mjs'

/** In which version of each line of releases Lua scripts could no longer break out (CVE-2025-49844). */
const fixedIn = { 6.2: 20, 7.2: 11, 7.4: 6, '8.0': 4, 8.2: 2 }
const newestLine = [8, 2]

/** Debian mends its version without counting it up: the tenth update of Debian 12 has all fixes known here. */
const mendedByDebian = /^5:7\.0\.15-1~deb12u(\d{2,})$/

/**
 * Says of a Redis that it has a known hole, and what to do; undefined when it has none that is known. `packaged` is the version of the
 * distribution's package, where there is one.
 */
export function redisHole(version, packaged) {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const isNewer = major > newestLine[0] || (major === newestLine[0] && minor > newestLine[1])
  if (isNewer || patch >= (fixedIn[`${major}.${minor}`] ?? Number.POSITIVE_INFINITY)) return undefined
  // What another distribution mended in its own packages cannot be told from the number.
  if (packaged !== undefined && (mendedByDebian.test(packaged) || !packaged.includes('~deb12u'))) return undefined
  return `Redis ${packaged ?? version} may have a known hole (CVE-2025-49844: Lua scripts can run any code). Update it to 7.2.11, 7.4.6, 8.0.4, 8.2.2 or newer, or to your distribution's newest package.`
}

/** The version of the Debian package a program belongs to; undefined when it belongs to none. */
export async function packagedVersion(command) {
  if (!/^\/usr\/bin\/(redis|valkey)-server$/.test(command)) return undefined
  const name = command.slice('/usr/bin/'.length)
  const { code, output } = await runCommand('dpkg-query', ['-W', '-f', `\${Version}`, name])
  return code === 0 && output !== '' ? output.trim() : undefined
}
