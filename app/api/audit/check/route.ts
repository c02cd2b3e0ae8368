import { handle, json } from '../../handle.ts'

/** Whether every entry of the audit log is the one that was written, and which is the first that is not. */
export const GET = handle('audit.view', async (_request, { audit }) => json(await audit.verify()))
