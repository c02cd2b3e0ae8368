// A hidden tab draws no frames, but its title has to go on: whichever of the two comes first runs the work.
const hiddenFrameMs = 100

/** Runs `work` once, before the next frame is drawn. Returns how to call it off. */
export function nextFrame(work: () => void): () => void {
  const cancel = () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
  const run = () => {
    cancel()
    work()
  }
  const frame = requestAnimationFrame(run)
  const timer = setTimeout(run, hiddenFrameMs)
  return cancel
}
