/** Addresses of a job. Its id holds a colon, and foreign ids hold more. */
export const jobPath = {
  page: (id: string) => `/jobs/${encodeURIComponent(id)}`,
  retry: (id: string) => `/api/jobs/${encodeURIComponent(id)}/retry`,
  result: (id: string) => `/api/jobs/${encodeURIComponent(id)}/result`,
  input: (id: string) => `/api/jobs/${encodeURIComponent(id)}/input`,
  attempts: (id: string) => `/api/jobs/${encodeURIComponent(id)}/attempts`,
  file: (id: string, name: string) => `/api/jobs/${encodeURIComponent(id)}/files/${encodeURIComponent(name)}`,
}
