import { WaybillError } from './errors.ts'

export class UnknownQueueError extends WaybillError {
  readonly code = 'unknown_queue'
  constructor() {
    super('There is no queue of this name here. GET /api/queues lists those that are watched.')
  }
}
