export interface Question {
  number: number
  question: string
  argument?: unknown
}

export interface Answer {
  number: number
  value: unknown
}

type Questions = Record<string, (argument: unknown) => unknown>

/** Says that this process is ready, and answers what the measurement that started it asks. It ends with that measurement. */
export function answerQuestions(questions: Questions): void {
  process.on('message', async ({ number, question, argument }: Question) => {
    const answer: Answer = { number, value: await questions[question]?.(argument) }
    process.send?.(answer)
  })
  process.once('disconnect', () => process.exit(0))
  process.send?.('ready')
}
