import { audit } from './audit.ts'
import { cronWords } from './cron-words.ts'
import { everywhere } from './everywhere.ts'
import { jobPage } from './job-page.ts'
import { jobPanels } from './job-panels.ts'
import { keys } from './keys.ts'
import { newJob } from './new-job.ts'
import { palette } from './palette.ts'
import { schedules } from './schedules.ts'
import { tokens } from './tokens.ts'
import { workers } from './workers.ts'

/** All that Waybill says in English. Pages import the parts, so that a visitor loads only what they see. */
export const en = {
  audit,
  cronWords,
  everywhere,
  jobPage,
  jobPanels,
  keys,
  newJob,
  palette,
  schedules,
  tokens,
  workers,
}
