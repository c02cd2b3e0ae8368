import { handle, json } from '../handle.ts'
import { withIsoTimes } from '../rest-job.ts'
import { auditQuery } from './audit-query.ts'
import { requireAuditor } from './require-auditor.ts'

/** A page of the audit log, newest first. */
export const GET = handle(async (request, { audit }) => {
  await requireAuditor()
  return json(withIsoTimes(await audit.read(auditQuery(new URL(request.url).searchParams))))
})
