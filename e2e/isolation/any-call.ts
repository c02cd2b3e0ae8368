import fc from 'fast-check'
import { routeRights } from '../route-rights.ts'
import { people, type Who } from './may-see.ts'

/** A request somebody may send: `job`, `upload` and `other` are taken from what there is at that moment. */
export interface Call {
  who: Who
  route: string
  job: number
  other: number
  upload: number
  query: string
  header: string
}

/** Whoever may do everything only looks: what they change would change what others can see. */
const looksOnly = new Set<Who>(['olga', 'root'])

const pages = ['GET /', 'GET /jobs/[id]', 'GET /workers', 'GET /schedules', 'GET /audit', 'GET /sign-in']
// Those would end the session; a session of its own is in e2e/sign-in.spec.ts. A password is not tried by chance.
const routes = [...Object.keys(routeRights), 'HEAD /api/jobs/[id]/files/[name]', ...pages].filter(
  (route) => !/session|sign-in-links/.test(route),
)

// Few jobs have children; what is listed of them is asked for more often.
const likelyRoutes = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...routes) },
  { weight: 1, arbitrary: fc.constant('GET /api/jobs/[id]/children') },
)

const queries = ['', '', '?limit=5', '?state=pending', '?cursor=OTHER', '?view=1', '?take=newest&limit=3', '?_rsc=1']
const headers = ['', '', 'Range: bytes=0-20', 'If-None-Match: *', 'RSC: 1', 'Idempotency-Key: the-same']

export const anyCall: fc.Arbitrary<Call> = fc
  .record({
    who: fc.constantFrom(...people),
    route: likelyRoutes,
    job: fc.nat(),
    other: fc.nat(),
    upload: fc.nat(),
    query: fc.constantFrom(...queries),
    header: fc.constantFrom(...headers),
  })
  .filter(({ who, route }) => !looksOnly.has(who) || /^(GET|HEAD) /.test(route))
