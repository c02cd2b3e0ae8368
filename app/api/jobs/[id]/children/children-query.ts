import { childStates } from '#core/children-page.ts'
import { BadRequestError } from '#core/errors.ts'
import type { ChildrenQuery } from '#server/flows/children-page.ts'

const maxPage = 500
const known = ['state', 'limit', 'cursor']

/** Which children are asked for. Throws `BadRequestError`. */
export function childrenQuery(params: URLSearchParams): ChildrenQuery {
  const unknown = [...params.keys()].find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new BadRequestError('bad_request', 'Children are asked for by state, limit and cursor.', unknown)
  }
  const asked = params.get('state')
  const state = childStates.find((each) => each === asked)
  if (asked !== null && state === undefined) {
    throw new BadRequestError('bad_request', `The state of a child is one of: ${childStates.join(', ')}.`, 'state')
  }
  const text = params.get('limit')
  const limit = text === null ? undefined : Number(text)
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1 || limit > maxPage)) {
    throw new BadRequestError('bad_request', `The limit is a whole number from 1 to ${maxPage}.`, 'limit')
  }
  return { state, limit, cursor: params.get('cursor') ?? undefined }
}
