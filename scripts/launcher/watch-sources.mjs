import { watch } from 'node:fs'
import { join } from 'node:path'

const quietMs = 150

/** Calls `onChange` once a burst of changes to sources in one of `folders` is over. Generated files and tests do not count. */
export function watchSources({ root, folders, onChange }) {
  let timer
  const noticed = (_event, file) => {
    if (!/\.tsx?$/.test(file ?? '') || /\.(gen|test)\.tsx?$/.test(file)) return
    clearTimeout(timer)
    timer = setTimeout(onChange, quietMs)
  }
  const watchers = folders.map((folder) => watch(join(root, folder), { recursive: true }, noticed))
  return {
    close() {
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
    },
  }
}
