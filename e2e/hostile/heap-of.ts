import { once } from 'node:events'
import WebSocket from 'ws'

/**
 * The heap of a Node process in bytes, after a collection of its garbage. It must have been started with `--inspect-port`; the inspector
 * is opened by a signal, so that nothing listens before.
 */
export async function heapOf(pid: number, inspectPort: number): Promise<number> {
  process.kill(pid, 'SIGUSR1')
  const socket = new WebSocket(await debuggerUrl(inspectPort))
  await once(socket, 'open')
  try {
    // A second one takes what finalizers of the first one let go.
    for (const id of [1, 2]) await call(socket, id, 'HeapProfiler.collectGarbage')
    const { usedSize } = await call(socket, 3, 'Runtime.getHeapUsage')
    return Number(usedSize)
  } finally {
    socket.terminate()
  }
}

async function debuggerUrl(port: number): Promise<string> {
  const deadline = performance.now() + 5_000
  for (;;) {
    try {
      const [target] = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()
      return String(target.webSocketDebuggerUrl)
    } catch (error) {
      // It takes the process a moment to hear the signal.
      if (performance.now() > deadline) throw error
    }
  }
}

async function call(socket: WebSocket, id: number, method: string): Promise<Record<string, unknown>> {
  socket.send(JSON.stringify({ id, method }))
  for (;;) {
    const [message] = await once(socket, 'message')
    const answer = JSON.parse(String(message))
    if (answer.id === id) return answer.result
  }
}
