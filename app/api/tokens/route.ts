import { tokenRequestSchema } from '#core/program-token.ts'
import { handleAnybody, json } from '../handle.ts'
import { headerOf } from '../header-of.ts'
import { readJson } from '../read-json.ts'
import { restToken } from './rest-token.ts'

/** The tokens of who asks. */
export const GET = handleAnybody(async (request, { auth }) => {
  return json({ tokens: (await auth.ownTokens.list(headerOf(request))).map(restToken) })
})

/** Makes one. This answer is the only one that has it. */
export const POST = handleAnybody(
  async (request, { auth }, _params, { principal, note }) => {
    // Before the body is looked at: what it says is nobody's business who may not make any.
    const header = headerOf(request)
    await auth.ownTokens.list(header)
    const made = await auth.ownTokens.make(header, await readJson(request, tokenRequestSchema, { maxBytes: 4 * 1024 }))
    note({ by: principal, targets: [made.id], after: `until ${new Date(made.expiresAt).toISOString()}` })
    return json(restToken(made), { status: 201 })
  },
  { audit: 'token.create' },
)
