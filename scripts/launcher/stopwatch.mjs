/** Starts to measure; the returned function says how long ago that was, as `1.2 s`. */
export function stopwatch() {
  const start = performance.now()
  return () => `${((performance.now() - start) / 1000).toFixed(1)} s`
}
