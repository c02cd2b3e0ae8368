import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const folders = ['app', 'components', 'core', 'public', 'server', 'workers']
const files = ['next.config.js', 'package-lock.json', 'package.json', 'postcss.config.mjs', 'tsconfig.json']

/** A hash over everything a build is made of, and over the Node.js that makes it. Tests are not part of a build. */
export async function sourceFingerprint(root) {
  const listings = await Promise.all(folders.map((folder) => list(root, folder)))
  const paths = [...files, ...listings.flat()].filter((path) => !/\.test\.tsx?$/.test(path)).sort()
  const contents = await Promise.all(paths.map((path) => readOrNothing(join(root, path))))
  const hash = createHash('sha256').update(process.version)
  paths.forEach((path, index) => {
    hash.update(`\0${path}\0${contents[index].length}\0`).update(contents[index])
  })
  return hash.digest('hex')
}

async function list(root, folder) {
  const entries = await readdir(join(root, folder), { withFileTypes: true, recursive: true }).catch(allowMissing([]))
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
}

const readOrNothing = (file) => readFile(file).catch(allowMissing(''))

const allowMissing = (instead) => (error) => {
  if (error.code !== 'ENOENT') throw error
  return instead
}
