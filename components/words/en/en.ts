import { account } from './account.ts'
import { audit } from './audit.ts'
import { childJobs } from './child-jobs.ts'
import { cronWords } from './cron-words.ts'
import { everywhere } from './everywhere.ts'
import { expired } from './expired.ts'
import { faces } from './faces.ts'
import { firstRun } from './first-run.ts'
import { gone } from './gone.ts'
import { job } from './job.ts'
import { jobLog } from './job-log.ts'
import { jobPage } from './job-page.ts'
import { jobPanels } from './job-panels.ts'
import { keys } from './keys.ts'
import { latency } from './latency.ts'
import { newJob } from './new-job.ts'
import { noMatch } from './no-match.ts'
import { notAllowed } from './not-allowed.ts'
import { pages } from './pages.ts'
import { palette } from './palette.ts'
import { schedules } from './schedules.ts'
import { selection } from './selection.ts'
import { share } from './share.ts'
import { shared } from './shared.ts'
import { signIn } from './sign-in.ts'
import { tokens } from './tokens.ts'
import { workers } from './workers.ts'

/** All that Waybill says in English. Pages import the parts, so that a visitor loads only what they see. */
export const en = {
  account,
  audit,
  childJobs,
  cronWords,
  everywhere,
  expired,
  faces,
  firstRun,
  gone,
  job,
  jobLog,
  jobPage,
  jobPanels,
  keys,
  latency,
  newJob,
  noMatch,
  notAllowed,
  pages,
  palette,
  schedules,
  selection,
  share,
  shared,
  signIn,
  tokens,
  workers,
}
