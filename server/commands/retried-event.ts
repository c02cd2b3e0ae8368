/** The event in a queue's stream that says that a job was repeated with another input: `jobId`, `retriedAs`, a JSON list of job ids. */
export const retriedEvent = 'waybill:retried'
