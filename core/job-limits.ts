// Stands apart from `job.ts` so that the fold, and with it the browser, does not carry zod.

/** How many attempts and stage visits a job carries; older ones are dropped. */
export const keptAttempts = 20
export const keptStages = 32

/** How many of the jobs that repeat it with another input a job names; older ones are dropped. */
export const keptRetries = 10

/** The latest time a `Date` can hold, in epoch milliseconds. A number beyond it would break whoever shows it. */
export const maxTime = 8.64e15

/** How far places in line are counted; a larger one only says that there are more. */
export const countedInLine = 1_000

/** How long it is remembered, in days, what a job was whose time is over. */
export const tombstoneDays = 30
