import type { z } from 'zod'
import type { Sample } from '#core/define-job.ts'
import type { rehearsalScriptSchema } from './rehearsal-script.ts'

const scripts: z.input<typeof rehearsalScriptSchema>[] = [
  { title: 'Runs for ten seconds and succeeds', steps: 20, stepMs: 500 },
  { title: 'Fails twice, then succeeds', steps: 6, failAtStep: 4, failAttempts: 2 },
  { title: 'Fails for good at step 4', steps: 6, failAtStep: 4, retryable: false },
  { title: 'Kills its worker once, then succeeds', steps: 6, exitAtStep: 3 },
  { title: 'Never says how far it is', steps: 20, unknownProgress: true },
  { title: 'Hangs at step 3', steps: 6, hangAtStep: 3 },
  { title: 'Blocks its worker for ten seconds', steps: 6, blockAtStep: 3, blockMs: 10_000 },
  { title: 'Writes 20,000 log lines', steps: 10, logLines: 20_000 },
  { title: 'Returns a megabyte', steps: 4, resultBytes: 1_000_000 },
]

/** One of each kind; a sample is called what its job is called. */
export const rehearsalSamples: Sample<z.input<typeof rehearsalScriptSchema>>[] = scripts.map((input) => ({
  title: input.title ?? '',
  input,
}))
