// A hidden tab draws no frames, but its title has to go on: whichever of the two comes first runs the work.
const hiddenFrameMs = 100

/** Runs `work` once, before the next frame is drawn, and tells it whether there is a frame. Returns how to call it off. */
export function nextFrame(work: (isInFrame: boolean) => void): () => void {
  const cancel = () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
  const run = (isInFrame: boolean) => {
    cancel()
    work(isInFrame)
  }
  const frame = requestAnimationFrame(() => run(true))
  const timer = setTimeout(() => run(false), hiddenFrameMs)
  return cancel
}
