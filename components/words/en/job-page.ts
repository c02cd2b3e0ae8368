/** What a job's page says in English, but for what stands in its tabs. */
export const jobPage = {
  board: 'Board',
  breadcrumb: 'Breadcrumb',
  timeline: 'Timeline',
  tabs: {
    label: 'What belongs to this job',
    input: 'Input',
    result: 'Result',
    logs: 'Logs',
    attempts: 'Attempts',
    children: 'Child jobs',
    raw: 'Raw',
  },
}
