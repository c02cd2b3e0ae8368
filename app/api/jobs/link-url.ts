import { linkPath } from '#core/job-link.ts'
import type { Services } from '../../services.ts'

/**
 * The whole address of a link, as it is handed on. Without a public URL there is no proxy either, so it is the host that was asked, by http.
 */
export function linkUrl({ env }: Pick<Services, 'env'>, request: Request, token: string): string {
  return `${env.publicUrl ?? `http://${request.headers.get('host')}`}${linkPath(token)}`
}
