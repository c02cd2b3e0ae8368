export interface BenchSettings {
  redisUrl: string
  /** How long one measurement takes. */
  seconds: number
  /** How often each is made. */
  repeats: number
}

/** `BENCH_SECONDS` and `BENCH_REPEATS` make a short run for trying something out. */
export function benchSettings(usual: { seconds: number; repeats: number }): BenchSettings {
  const { REDIS_URL, BENCH_SECONDS, BENCH_REPEATS } = process.env
  if (!REDIS_URL) throw new Error('Give the address of a Redis in REDIS_URL: `npm run bench` starts one.')
  return {
    redisUrl: REDIS_URL,
    seconds: Number(BENCH_SECONDS ?? usual.seconds),
    repeats: Number(BENCH_REPEATS ?? usual.repeats),
  }
}
