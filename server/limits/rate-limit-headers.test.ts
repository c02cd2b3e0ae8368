import { expect, test } from 'vitest'
import { rateLimitHeaders } from './rate-limit-headers.ts'

test('each limit that was counted is told once, as it was last, and none that others share', () => {
  const submit = { limit: 'submit', left: 49, resetSeconds: 100 } as const
  const told = rateLimitHeaders([
    submit,
    { limit: 'submitAddress', left: 3, resetSeconds: 20 },
    { limit: 'uploadKib', left: 900, resetSeconds: 60 },
    { limit: 'uploadKib', left: 800, resetSeconds: 59 },
  ])
  expect(told).toEqual({
    'RateLimit-Policy': '"submit";q=50;w=100, "uploadKib";q=1048576;w=3600',
    RateLimit: '"submit";r=49;t=100, "uploadKib";r=800;t=59',
  })
  expect(rateLimitHeaders([{ limit: 'submitAddress', left: 3, resetSeconds: 20 }])).toEqual({})
  expect(rateLimitHeaders([])).toEqual({})
})
