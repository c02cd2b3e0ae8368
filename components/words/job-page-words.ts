import { jobPage } from '#words/job-page.ts'

/** What a language has to say on a job's page, but for its tabs; one that lacks a sentence does not compile. */
export type JobPageWords = typeof jobPage

/** The words of the job's page: apart from `words`, which every page loads. There is one language so far. */
export const jobPageWords: JobPageWords = jobPage
