import { spawn } from 'node:child_process'

/**
 * Starts one of our own processes, `node` with `args`. It sends `ready` over IPC when it serves, and before that what else the person
 * who starts Waybill is told (`ReadyNews` in server/lifecycle.ts), which `ready` resolves to. It ends itself on SIGTERM, and when the IPC
 * channel closes because we are gone.
 */
export function spawnProcess(args, { root, env }) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    // A process group of its own: Ctrl-C reaches only us, and the order in which things end stays ours.
    detached: true,
  })
  const ready = new Promise((resolve) => {
    let news = {}
    child.on('message', (message) => {
      if (message === 'ready') resolve(news)
      else news = message?.news ?? news
    })
  })
  return { child, ready }
}
