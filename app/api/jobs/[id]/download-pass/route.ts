import { bearerOf } from '#server/auth/bearer-of.ts'
import { handle } from '../../../handle.ts'
import { headerOf } from '../../../header-of.ts'

/**
 * Lets a browser that holds a link fetch the job's files for some minutes as it fetches any file, straight to the disk: by a cookie that
 * is sent to these files and to nothing else. Whoever is signed in needs none.
 */
export const POST = handle<{ id: string }>(
  'job.result.view',
  async (request, { downloadPass }, _params, { principal }) => {
    const token = bearerOf(headerOf(request))
    const headers = new Headers({ 'Cache-Control': 'no-store' })
    if ('link' in principal && token !== undefined)
      headers.set('Set-Cookie', downloadPass.cookie(principal.link.job, token))
    return new Response(null, { status: 204, headers })
  },
)
