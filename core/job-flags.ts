/** A running job's worker no longer gives a sign of life: the job runs again, once another worker has taken it over. */
export const workerLost = 'workerLost'

/** How many flags a job carries, and how long the name of one may be; whatever is beyond is dropped. */
export const maxFlags = 10
export const maxFlagLength = 40
