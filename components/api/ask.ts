import { words } from '#components/words/words.ts'
import type { Problem } from '#core/submit.ts'

/** The server said no, or could not be reached. `problem` says why in a sentence for people. */
export class AskError extends Error {
  override readonly name = 'AskError'
  constructor(readonly problem: Pick<Problem, 'status' | 'code' | 'detail' | 'field' | 'issues'>) {
    super(problem.detail)
  }
}

/** What to show a person when `error` came out of a call. */
export const reasonOf = (error: unknown): string =>
  error instanceof AskError ? error.message : words.problems.unexpected

/** Calls the HTTP API of the server this page came from. Rejects with `AskError`. */
export async function ask<Answer>(path: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(path, init).catch(() => undefined)
  if (!response) throw new AskError(unreachable)
  const text = await response.text().catch(() => undefined)
  // Broken off, by the network or by whoever asked: half an answer is none.
  if (text === undefined) throw new AskError(unreachable)
  const body = jsonOf(text)
  if (!response.ok) throw new AskError(problemOf(response.status, body))
  return body as Answer // our own server's answer, of the same build as this page
}

/** Undefined for what is no JSON, or nothing: that is judged by the status. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Fetches what is no JSON, such as a part of a file. Rejects with `AskError`. */
export async function askBytes(path: string, init?: RequestInit): Promise<{ bytes: ArrayBuffer; headers: Headers }> {
  const response = await fetch(path, init).catch(() => undefined)
  if (!response) throw new AskError(unreachable)
  if (!response.ok) throw new AskError(problemOf(response.status, jsonOf(await response.text().catch(() => ''))))
  const bytes = await response.arrayBuffer().catch(() => undefined)
  if (!bytes) throw new AskError(unreachable)
  return { bytes, headers: response.headers }
}

export const askPost = <Answer>(path: string, body?: unknown): Promise<Answer> =>
  ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body ?? {}) })

const unreachable = {
  status: 0,
  code: 'unreachable',
  detail: words.problems.unreachable,
}

/** Reads an error answer, also one that a proxy in between wrote. */
export function problemOf(status: number, body: unknown): AskError['problem'] {
  const { code, detail, field, issues }: Partial<Problem> = typeof body === 'object' && body !== null ? body : {}
  return {
    status,
    code: typeof code === 'string' ? code : 'unexpected',
    detail: typeof detail === 'string' ? detail : words.problems.status(status),
    field: typeof field === 'string' ? field : undefined,
    issues: Array.isArray(issues) ? issues : undefined,
  }
}
