import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * When the process `pid` was started, as an opaque token; undefined when it is gone. A pid alone is no proof: after a crash or
 * a reboot the same number soon belongs to something else.
 */
export function processStart(pid) {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
}

function fromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The program's name stands in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state] = fields
    if (state === 'Z' || state === 'X') return undefined
    const sinceBoot = fields[19]
    return `${sinceBoot}@${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined
    throw error
  }
}

function fromPs(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
  const [state, ...started] = (stdout ?? '').trim().split(/\s+/)
  return !state || state.startsWith('Z') ? undefined : started.join(' ')
}
