/**
 * Rows of the list of bad input (1 to 113) that are sent by another test, named by its file. Each of them sends to the real server, or
 * where it says `server/` and `app/` to a real Redis or a real connection, and looks that nothing changed.
 */
export const elsewhere: Readonly<Record<string, readonly number[]>> = {
  'e2e/submit.spec.ts': [32, 33],
  'e2e/stored-xss.spec.ts': [35],
  'e2e/hostile/stored.spec.ts': [37, 99, 101, 112],
  'e2e/hostile/jobs.spec.ts': [51, 80, 83, 85, 86, 87, 113],
  'e2e/hostile/fuzz.spec.ts': [75],
  'e2e/isolation/isolation.spec.ts': [88, 108],
  'e2e/sessions.spec.ts': [48],
  'e2e/chaos/scenarios/bad-data.ts': [100],
  'app/job-results.redis.test.ts': [104],
  'server/socket/socket-rights.redis.test.ts': [54, 63],
  'server/http/outgoing.test.ts': [90, 91, 92, 93, 94, 95],
}

/** Rows nothing can be sent for, because what they are about does not exist yet; counted, so that nobody takes them for covered. */
export const notYet: readonly { rows: readonly number[]; missing: string }[] = [
  { rows: [50], missing: 'bulk actions' },
  { rows: [36], missing: 'a field that holds a link' },
  { rows: [38], missing: 'an export for spreadsheets' },
  { rows: [74], missing: 'a quota of files for each person' },
  { rows: [81, 82], missing: 'a job that unpacks archives' },
  { rows: [84], missing: 'a virus scanner' },
  { rows: [89], missing: 'a checksum sent with an upload' },
  { rows: [52, 96, 97], missing: 'webhooks' },
]
