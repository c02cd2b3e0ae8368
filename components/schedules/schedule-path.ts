/** Addresses of the schedules in the API. */
export const schedulePath = {
  all: '/api/schedules',
  one: (id: string) => `/api/schedules/${encodeURIComponent(id)}`,
  run: (id: string) => `/api/schedules/${encodeURIComponent(id)}/run`,
  nextRuns: (query: URLSearchParams) => `/api/schedules/next-runs?${query}`,
}
