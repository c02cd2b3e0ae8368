import { AskError, reasonOf } from '#components/api/ask.ts'
import type { Issue } from '#components/new-job/draft-input.ts'
import { problemIssues } from '#components/new-job/problem-issues.ts'
import { whenPath } from './when-fields.ts'

/** What is wrong in a form of a schedule, and where. */
export interface Wrong {
  atInput: readonly Issue[]
  atWhen: readonly Issue[]
  atMore: readonly Issue[]
  general: readonly string[]
}

export const nothingWrong: Wrong = { atInput: [], atWhen: [], atMore: [], general: [] }

const whenFields = new Set(['name', 'cron', 'timeZone', 'everyMs'])
const moreFields = new Set(['tags', 'priority'])

/** Puts a refusal of the server at the fields it is about. */
export function wrongOf(error: unknown, inputPaths: readonly string[]): Wrong {
  if (!(error instanceof AskError)) return { ...nothingWrong, general: [reasonOf(error)] }
  const { field = '', detail } = error.problem
  const own = { path: whenPath(field), message: detail }
  if (whenFields.has(field)) return { ...nothingWrong, atWhen: [own] }
  if (moreFields.has(field)) return { ...nothingWrong, atMore: [own] }
  if (inputPaths.includes(field)) return { ...nothingWrong, atInput: [own] }
  const { atFields, general } = problemIssues(error.problem, inputPaths)
  return { ...nothingWrong, atInput: atFields, general }
}
