/** The event in a queue's stream that says that a job's log has grown: `jobId` and `total`, never the lines themselves. */
export const loggedEvent = 'waybill:logged'
