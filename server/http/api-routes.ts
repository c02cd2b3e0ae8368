/** Every address of the HTTP API and what can be sent there; a segment in brackets stands for anything. Who may is asked later. */
const apiRoutes: Readonly<Record<string, readonly string[]>> = {
  '/api/audit': ['GET'],
  '/api/audit/export': ['GET'],
  '/api/audit/check': ['GET'],
  '/api/flows': ['POST'],
  '/api/health': ['GET'],
  '/api/jobs': ['POST'],
  '/api/jobs/batch': ['POST'],
  '/api/jobs/[id]': ['GET', 'DELETE'],
  '/api/jobs/[id]/attempts': ['GET'],
  '/api/jobs/[id]/cancel': ['POST'],
  '/api/jobs/[id]/children': ['GET'],
  '/api/jobs/[id]/download-pass': ['POST'],
  '/api/jobs/[id]/files/[name]': ['GET'],
  '/api/jobs/[id]/input': ['GET'],
  '/api/jobs/[id]/logs': ['GET'],
  '/api/jobs/[id]/pin': ['POST', 'DELETE'],
  '/api/jobs/[id]/promote': ['POST'],
  '/api/jobs/[id]/result': ['GET'],
  '/api/jobs/[id]/retry': ['POST'],
  '/api/jobs/[id]/share': ['POST', 'DELETE'],
  '/api/me': ['GET'],
  '/api/queues': ['GET'],
  '/api/queues/[queue]/pause': ['POST'],
  '/api/queues/[queue]/resume': ['POST'],
  '/api/ready': ['GET'],
  '/api/schedules': ['GET', 'POST'],
  '/api/schedules/next-runs': ['GET'],
  '/api/schedules/[id]': ['GET', 'PATCH', 'DELETE'],
  '/api/schedules/[id]/run': ['POST'],
  '/api/session': ['POST', 'DELETE'],
  '/api/session/oidc': ['GET'],
  '/api/session/oidc/callback': ['GET'],
  '/api/sessions': ['DELETE'],
  '/api/sign-in-links': ['POST'],
  '/api/tokens': ['GET', 'POST'],
  '/api/tokens/[id]': ['DELETE'],
  '/api/types': ['GET'],
  '/api/uploads': ['POST'],
  '/api/workers': ['GET'],
}

const routes = Object.entries(apiRoutes).map(([path, methods]) => ({
  segments: path.split('/'),
  // Whoever may ask for something may ask how long it is.
  methods: methods.includes('GET') ? ['GET', 'HEAD', ...methods.filter((method) => method !== 'GET')] : methods,
}))

const isAny = (segment: string) => segment.startsWith('[')

/** Whether a path, which may end in a slash, belongs to the API. */
export const isApiPath = (path: string): boolean => path === '/api' || path.startsWith('/api/')

/** The methods an address of the API takes; undefined where there is none. A segment that is named goes before one that may be anything. */
export function apiMethods(path: string): readonly string[] | undefined {
  const given = path.replace(/\/$/, '').split('/')
  const fitting = routes.filter(
    ({ segments }) =>
      segments.length === given.length &&
      segments.every((segment, i) => (isAny(segment) ? given[i] !== '' : segment === given[i])),
  )
  const named = fitting.find(({ segments }) => !segments.some(isAny))
  return (named ?? fitting[0])?.methods
}
