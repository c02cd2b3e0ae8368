import type { Problem } from '#core/submit.ts'
import type { Issue } from './draft-input.ts'

/**
 * Puts the server's issues at the fields they are about: at the field itself, or at the closest one around it, for an issue
 * deep in something the form asks for as a whole. What fits nowhere stays over the form.
 */
export function problemIssues(problem: Pick<Problem, 'detail' | 'issues'>, paths: readonly string[]) {
  const atFields: Issue[] = []
  const general: string[] = []
  for (const { path, message } of problem.issues ?? []) {
    const own = closest(path.replace(/^input(\.|$)/, ''), paths)
    if (own === undefined) general.push(path ? `${path}: ${message}` : message)
    else atFields.push({ path: own, message })
  }
  if (atFields.length === 0 && general.length === 0) general.push(problem.detail)
  return { atFields, general }
}

function closest(path: string, paths: readonly string[]): string | undefined {
  if (paths.includes(path)) return path
  const end = path.lastIndexOf('.')
  return end < 0 ? undefined : closest(path.slice(0, end), paths)
}
