import type { Action } from '#core/can.ts'

/** What a route asks for: an action, or no more than to be somebody, or nothing at all. */
type Right = Action | 'signed in' | 'nothing'

/** Every route of the HTTP API, and what whoever calls it must be allowed to do. */
export const routeRights: Readonly<Record<string, Right>> = {
  'GET /api/types': 'type.view',
  'POST /api/uploads': 'job.submit',
  'POST /api/jobs': 'job.submit',
  'POST /api/jobs/batch': 'job.submit',
  'POST /api/flows': 'job.submit',
  'GET /api/jobs/[id]': 'job.follow',
  'DELETE /api/jobs/[id]': 'job.remove',
  'GET /api/jobs/[id]/attempts': 'job.view',
  'GET /api/jobs/[id]/logs': 'job.view',
  'GET /api/jobs/[id]/children': 'job.view',
  'GET /api/jobs/[id]/input': 'job.input.view',
  'GET /api/jobs/[id]/result': 'job.result.view',
  'GET /api/jobs/[id]/files/[name]': 'job.result.view',
  'POST /api/jobs/[id]/download-pass': 'job.result.view',
  'POST /api/jobs/[id]/share': 'job.share',
  'DELETE /api/jobs/[id]/share': 'job.share',
  'POST /api/jobs/[id]/cancel': 'job.cancel',
  'POST /api/jobs/[id]/promote': 'job.promote',
  'POST /api/jobs/[id]/pin': 'job.pin',
  'DELETE /api/jobs/[id]/pin': 'job.pin',
  'POST /api/jobs/[id]/retry': 'job.retry',
  'GET /api/schedules': 'schedule.view',
  'POST /api/schedules': 'schedule.change',
  'GET /api/schedules/next-runs': 'schedule.view',
  'GET /api/schedules/[id]': 'schedule.view',
  'PATCH /api/schedules/[id]': 'schedule.change',
  'DELETE /api/schedules/[id]': 'schedule.change',
  'POST /api/schedules/[id]/run': 'schedule.run',
  'GET /api/queues': 'ops.view',
  'POST /api/queues/[queue]/pause': 'queue.pause',
  'POST /api/queues/[queue]/resume': 'queue.pause',
  'GET /api/workers': 'ops.view',
  'GET /api/audit': 'audit.view',
  'GET /api/audit/export': 'audit.view',
  'GET /api/audit/check': 'audit.view',
  'POST /api/sign-in-links': 'user.manage',
  'GET /api/tokens': 'signed in',
  'POST /api/tokens': 'signed in',
  'DELETE /api/tokens/[id]': 'signed in',
  'GET /api/me': 'signed in',
  'POST /api/session': 'nothing',
  'DELETE /api/session': 'nothing',
  'GET /api/session/oidc': 'nothing',
  'GET /api/session/oidc/callback': 'nothing',
  'DELETE /api/sessions': 'nothing',
  'GET /api/health': 'nothing',
  'GET /api/ready': 'nothing',
}

/** Routes that the custom server answers itself, and are therefore no files below `app/api`. */
export const otherRoutes = ['GET /api/jobs/[id]/files/[name]', 'GET /api/health', 'GET /api/ready']
