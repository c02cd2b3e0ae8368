import { BadRequestError } from '#core/errors.ts'

export const maxPage = 200
const defaultPage = 50

/** Which page of a list is asked for. Throws `BadRequestError`. */
export function pageQuery(params: URLSearchParams): { limit: number; cursor?: string } {
  const unknown = [...params.keys()].find((name) => name !== 'limit' && name !== 'cursor')
  if (unknown !== undefined) {
    throw new BadRequestError('bad_request', 'A list of schedules is asked for by limit and cursor.', unknown)
  }
  const text = params.get('limit')
  const limit = text === null ? defaultPage : Number(text)
  if (!Number.isInteger(limit) || limit < 1 || limit > maxPage) {
    throw new BadRequestError('bad_request', `The limit is a whole number from 1 to ${maxPage}.`, 'limit')
  }
  return { limit, cursor: params.get('cursor') ?? undefined }
}
