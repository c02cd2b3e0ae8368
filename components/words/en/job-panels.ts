import { counted } from './counted.ts'

/** What the tabs of a job's page say in English; apart, because their code comes when somebody opens them. */
export const jobPanels = {
  again: 'Try again',
  copyJson: 'Copy as JSON',
  beginningOf: (size: string) => `The beginning of ${size}.`,
  json: {
    more: (left: string) => `Show more, ${left} are left`,
  },
  table: {
    size: (count: string, n: number) => counted(count, n, 'row', 'rows'),
    more: (count: string, left: string) => (count === left ? `Show ${count} more` : `Show ${count} more of ${left}`),
  },
  preview: {
    show: 'Preview',
    hide: 'Close',
    showOf: (name: string) => `Preview ${name}`,
    hideOf: (name: string) => `Close the preview of ${name}`,
    of: (name: string) => `Preview of ${name}`,
    broken: 'This picture cannot be shown here. Download it instead.',
  },
  files: {
    list: 'Files',
    open: 'Open',
    openOf: (name: string) => `Open ${name} in a new tab`,
    download: 'Download',
    downloadOf: (name: string) => `Download ${name}`,
  },
  input: {
    files: 'Uploaded files',
    tree: 'Input data',
    copyCurl: 'Copy as curl',
  },
  result: {
    ahead: 'There is no result yet. It appears here when the job has finished.',
    failed: 'The job failed, so it has no result.',
    filesLeft: 'Files made before it failed',
    gone: 'The result and the files of this job are no longer on the server.',
    noData: 'This job left no data behind.',
    data: 'Data',
    show: (size: string) => `Show the data, ${size}`,
    shownAs: 'How the data is shown',
    table: 'Table',
    tree: 'JSON',
    treeLabel: 'Result data',
  },
  attempts: {
    none: 'No attempt has begun yet.',
    list: 'Attempts, the latest first',
    title: (number: number, max: number) => `Attempt ${number} of ${max}`,
    on: 'on {worker}',
    same: 'The same error as the attempt before.',
    stack: (count: string) => `Whole stack, ${count} frames`,
    outcome: {
      running: 'Running',
      success: 'Succeeded',
      failed: 'Failed',
      cancelled: 'Cancelled',
      timeout: 'Took too long',
      lost: 'Lost its worker',
      waited: 'Waited for its child jobs',
    },
  },
  raw: {
    tree: 'The job as the API answers it',
    again: 'Fetch it again',
    asOf: 'as of {time}',
  },
}
