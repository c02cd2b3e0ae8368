import { handle, json } from '../handle.ts'
import { withIsoTimes } from '../rest-job.ts'
import { auditQuery } from './audit-query.ts'

/** A page of the audit log, newest first. */
export const GET = handle('audit.view', async (request, { audit }) => {
  return json(withIsoTimes(await audit.read(auditQuery(new URL(request.url).searchParams))))
})
