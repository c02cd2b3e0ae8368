/** Addresses of a job. Its id holds a colon, and foreign ids hold more. */
export const jobPath = {
  page: (id: string) => `/jobs/${encodeURIComponent(id)}`,
  job: (id: string) => `/api/jobs/${encodeURIComponent(id)}`,
  promote: (id: string) => `/api/jobs/${encodeURIComponent(id)}/promote`,
  retry: (id: string) => `/api/jobs/${encodeURIComponent(id)}/retry`,
  cancel: (id: string) => `/api/jobs/${encodeURIComponent(id)}/cancel`,
  pin: (id: string) => `/api/jobs/${encodeURIComponent(id)}/pin`,
  children: (id: string) => `/api/jobs/${encodeURIComponent(id)}/children`,
  result: (id: string) => `/api/jobs/${encodeURIComponent(id)}/result`,
  input: (id: string) => `/api/jobs/${encodeURIComponent(id)}/input`,
  logs: (id: string) => `/api/jobs/${encodeURIComponent(id)}/logs`,
  attempts: (id: string) => `/api/jobs/${encodeURIComponent(id)}/attempts`,
  share: (id: string) => `/api/jobs/${encodeURIComponent(id)}/share`,
  downloadPass: (id: string) => `/api/jobs/${encodeURIComponent(id)}/download-pass`,
  file: (id: string, name: string) => `/api/jobs/${encodeURIComponent(id)}/files/${encodeURIComponent(name)}`,
}
