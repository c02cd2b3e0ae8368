/** A running job's worker no longer gives a sign of life: the job runs again, once another worker has taken it over. */
export const workerLost = 'workerLost'

/** Somebody asked for the end of a running job, and its worker has yet to bring it about. */
export const cancelling = 'cancelling'

/** The worker of a job that is to be cancelled has not done so for ten seconds: it is too busy to listen, or its code does not. */
export const workerBusy = 'workerBusy'

/** A finished job, with its result and files, is kept until somebody takes this away. */
export const pinned = 'pinned'

/** How many flags a job carries, and how long the name of one may be; whatever is beyond is dropped. */
export const maxFlags = 10
export const maxFlagLength = 40
