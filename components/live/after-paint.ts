/**
 * Runs `work` when the frame that shows the present state has been drawn: a task that is queued in a frame's own callback is
 * reached only after that frame. `isInFrame` says that this is such a callback; otherwise the next frame is the one.
 */
export function afterPaint(work: () => void, isInFrame: boolean): void {
  if (isInFrame) nextTask(work)
  else requestAnimationFrame(() => nextTask(work))
}

// A timer of 0 ms may wait 4 ms, which would be most of what is measured here; a message does not wait.
function nextTask(work: () => void): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    work()
  }
  port2.postMessage(undefined)
}
