import { audit } from '#words/audit.ts'

/** The words of the audit log's page, which no other page loads. */
export const auditWords: typeof audit = audit
