import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { findExecutable, isExecutable } from './find-executable.mjs'
import { isRecentEnough, redisVersionOf } from './redis-version.mjs'
import { runCommand } from './run-command.mjs'
import { stopwatch } from './stopwatch.mjs'

/**
 * On Debian and Ubuntu: fetches the distribution's signed packages and unpacks them into .cache/redis, without root. Resolves to
 * undefined where that does not work.
 */
export async function unpackDebianRedis({ root, say, signal }) {
  const folder = join(root, '.cache', 'redis')
  const unpacked = join(folder, 'root')
  const apt = findExecutable(['apt-get'])
  const dpkg = findExecutable(['dpkg-deb'])
  if (!isExecutable(join(unpacked, 'usr/bin/redis-server'))) {
    if (!apt || !dpkg) return undefined
    const took = stopwatch()
    say('There is no Redis here: fetching the one of this Linux into .cache/redis…')
    if (!(await download({ apt, folder, signal })) || !(await unpack({ dpkg, folder, unpacked, signal })))
      return undefined
    say(`Redis is unpacked (${took()}).`)
  }
  const command = join(unpacked, 'usr/bin/redis-server')
  const env = { LD_LIBRARY_PATH: (await libraryFolders(unpacked)).join(':') }
  const version = await redisVersionOf(command, env)
  return isRecentEnough(version) ? { command, version, env } : undefined
}

async function download({ apt, folder, signal }) {
  const debs = join(folder, 'debs')
  await rm(debs, { recursive: true, force: true })
  for (const name of ['lists/partial', 'apt/archives/partial', 'debs'])
    await mkdir(join(folder, name), { recursive: true })

  const run = (args, cwd = folder) => runCommand(apt, args, { cwd, signal, env: { LC_ALL: 'C' } })
  // No lock and no change of user: this is for people who are not root.
  const plain = ['-q', '-o', 'Debug::NoLocking=1', '-o', 'APT::Sandbox::User=']
  // Fresh containers have no package lists, and only root may fetch them to their usual place: keep our own.
  const ownLists = [...plain, '-o', `Dir::State::Lists=${folder}/lists`, '-o', `Dir::Cache=${folder}/apt`]
  let options = plain
  let packages = await needed(run, options)
  if (!packages.length) {
    options = ownLists
    await run([...options, 'update'])
    packages = await needed(run, options)
  }
  if (!packages.length) return false
  const first = await run([...options, 'download', ...packages], debs)
  if (first.code === 0) return true
  if (options === ownLists) return false
  // The machine's lists can be so old that what they name is no longer served.
  await run([...ownLists, 'update'])
  return (await run([...ownLists, 'download', ...(await needed(run, ownLists))], debs)).code === 0
}

/** The packages that installing redis-server would add here; none when apt does not know it. */
async function needed(run, options) {
  const { output } = await run([...options, 'install', '-s', '--no-install-recommends', 'redis-server'])
  const packages = [...output.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name)
  return packages.includes('redis-server') ? packages : []
}

async function unpack({ dpkg, folder, unpacked, signal }) {
  const partial = `${unpacked}.new`
  await rm(partial, { recursive: true, force: true })
  for (const deb of await readdir(join(folder, 'debs'))) {
    const { code } = await runCommand(dpkg, ['-x', join(folder, 'debs', deb), partial], { signal })
    if (code !== 0) return false
  }
  // By rename: an interrupted start must not leave half a Redis that looks whole.
  await rm(unpacked, { recursive: true, force: true })
  await rename(partial, unpacked)
  // Package lists alone are tens of megabytes.
  for (const name of ['lists', 'apt', 'debs']) await rm(join(folder, name), { recursive: true, force: true })
  return true
}

async function libraryFolders(unpacked) {
  const lib = join(unpacked, 'usr/lib')
  const names = await readdir(lib).catch(() => [])
  return [lib, ...names.map((name) => join(lib, name))]
}
