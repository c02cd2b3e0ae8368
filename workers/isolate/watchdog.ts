/**
 * The program of a thread that ends its process, and all that were started from it, when the process that started it is no longer there.
 * As text, so that it needs no file of its own beside the bundle.
 */
export const watchdogSource = `
const { workerData: parent } = require('node:worker_threads')
setInterval(() => {
  if (process.ppid !== parent) process.kill(-process.pid, 'SIGKILL')
}, 500)
`
