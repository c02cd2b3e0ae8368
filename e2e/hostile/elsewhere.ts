/** Rows of the list of bad input (1 to 113) that are sent by another test, named by its file. */
export const elsewhere: Readonly<Record<string, readonly number[]>> = {
  'server/decode/at-pace.test.ts': [75],
  'e2e/submit.spec.ts': [32, 33],
  'server/logs/parse-log-line.test.ts': [37],
  'server/store/file-name.test.ts': [71],
  'e2e/cancel.spec.ts': [51],
  'server/http/file-plan.test.ts': [80, 85, 87],
  'server/http/downloads.test.ts': [86],
  'e2e/chaos/scenarios/bad-data.ts': [98, 99, 100],
  'server/bridge/translate.test.ts': [101],
  'core/progress-report.test.ts': [102, 103],
  'app/job-results.redis.test.ts': [104],
  'server/reader/job-from-row.test.ts': [105, 106, 107],
  'server/reader/job-row.test.ts': [110, 111, 112],
  'workers/jobs/web-image.test.ts': [83],
  'server/env.test.ts': [113],
  'server/http/outgoing.test.ts': [90, 91, 92, 93, 94, 95],
  'server/auth/auth.redis.test.ts': [48],
  'server/socket/socket-rights.redis.test.ts': [54, 63],
  'server/bridge/own-board.redis.test.ts': [108],
  'e2e/stored-xss.spec.ts': [35],
  'e2e/isolation/isolation.spec.ts': [88],
}

/** Rows nothing can be sent for, because what they are about does not exist yet; counted, so that nobody takes them for covered. */
export const notYet: readonly { rows: readonly number[]; missing: string }[] = [
  { rows: [50], missing: 'bulk actions' },
  { rows: [40], missing: 'a search' },
  { rows: [36], missing: 'a field that holds a link' },
  { rows: [38], missing: 'an export for spreadsheets' },
  { rows: [74], missing: 'a quota of files for each person' },
  { rows: [81, 82], missing: 'a job that unpacks archives' },
  { rows: [84], missing: 'a virus scanner' },
  { rows: [89], missing: 'a checksum sent with an upload' },
  { rows: [52, 96, 97], missing: 'webhooks' },
]
