import { z } from 'zod'

const step = z.int().min(1).max(10_000)
const attempts = z.int().min(1).max(100)

/** What a rehearsal is told to do. */
export const rehearsalScriptSchema = z
  .strictObject({
    title: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .default('Rehearsal')
      .meta({ title: 'Title', description: 'What the card is called.' }),
    steps: step.default(10).meta({ title: 'Steps', description: 'How many steps the job takes.' }),
    stepMs: z
      .int()
      .min(0)
      .max(60_000)
      .default(500)
      .meta({ title: 'Milliseconds per step', description: 'How long each step takes.' }),
    stages: z.int().min(1).max(4).default(4).meta({
      title: 'Custom states',
      description: 'How many of preparing, working, checking and finishing it passes.',
    }),
    unknownProgress: z
      .boolean()
      .default(false)
      .meta({ title: 'Unknown progress', description: 'Never says how far it is.' }),
    failAtStep: step.optional().meta({ title: 'Fail at step', description: 'Throws an error when this step begins.' }),
    failAttempts: attempts
      .optional()
      .meta({ title: 'Failing attempts', description: 'Only the first so many attempts fail. Default: all.' }),
    retryable: z
      .boolean()
      .default(true)
      .meta({ title: 'Retry after a failure', description: 'Otherwise the first failure is final.' }),
    hangAtStep: step
      .optional()
      .meta({ title: 'Hang at step', description: 'Says nothing more from this step on, until it is cancelled.' }),
    ignoreSignal: z
      .boolean()
      .default(false)
      .meta({ title: 'Ignore a cancel', description: 'Goes on when it is cancelled, as careless code would.' }),
    exitAtStep: step
      .optional()
      .meta({ title: 'Kill the worker at step', description: 'Kills its own worker process, as a crash would.' }),
    exitAttempts: attempts
      .default(1)
      .meta({ title: 'Killing attempts', description: 'Only the first so many attempts kill the worker.' }),
    blockAtStep: step
      .optional()
      .meta({ title: 'Block at step', description: 'Keeps the worker so busy that it does nothing else.' }),
    blockMs: z
      .int()
      .min(1)
      .max(600_000)
      .default(5_000)
      .meta({ title: 'Milliseconds of blocking', description: 'How long the worker is blocked.' }),
    resultBytes: z
      .int()
      .min(0)
      .max(64 * 1024 * 1024)
      .default(0)
      .meta({ title: 'Bytes of result', description: 'Fills the result with this many characters.' }),
    logLines: z
      .int()
      .min(0)
      .max(1_000_000)
      .default(0)
      .meta({ title: 'Log lines', description: 'How many lines it writes in all, spread over the steps.' }),
  })
  .superRefine((script, context) => {
    for (const field of ['failAtStep', 'hangAtStep', 'exitAtStep', 'blockAtStep'] as const) {
      const at = script[field]
      if (at === undefined || at <= script.steps) continue
      context.addIssue({
        code: 'custom',
        path: [field],
        message: `There is no step ${at}: the job has ${script.steps}.`,
      })
    }
  })

export type RehearsalScript = z.output<typeof rehearsalScriptSchema>
