// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import type { Job } from '#core/job.ts'
import { ResultPanel } from './result-panel.tsx'

afterEach(() => vi.unstubAllGlobals())

async function show(job: Job, result: unknown, isGone = false) {
  const fetched = vi.fn(async (_path: string) => Response.json(result))
  vi.stubGlobal('fetch', fetched)
  await act(async () => {
    render(<ResultPanel job={job} isGone={isGone} />)
  })
  return fetched
}

const { success, failure, running } = sampleJobs

test('rows of flat objects are a table, more of it on demand, and the whole is a tree', async () => {
  const rows = Array.from({ length: 60 }, (_, n) => ({ city: `city ${n}`, rain: n === 0 ? null : n }))
  await show(success, { total: 60, rows })
  const table = await screen.findByRole('table')
  expect([...table.querySelectorAll('th')].map((cell) => cell.textContent)).toEqual(['city', 'rain'])
  expect(screen.getByText('60 rows')).toBeVisible()
  expect(screen.getAllByRole('row')).toHaveLength(1 + 50)
  await userEvent.click(screen.getByRole('button', { name: 'Show 10 more' }))
  expect(screen.getAllByRole('row')).toHaveLength(1 + 60)
  await userEvent.click(screen.getByRole('button', { name: 'JSON' }))
  expect(screen.queryByRole('table')).toBeNull()
  expect(screen.getByRole('tree', { name: 'Result data' })).toHaveTextContent('total: 60')
})

test('large data is fetched only when somebody asks for it', async () => {
  const fetched = await show({ ...success, result: { ...success.result, bytes: 5_000_000 } }, { a: 1 })
  expect(fetched).not.toHaveBeenCalled()
  await userEvent.click(screen.getByRole('button', { name: /^Show the data, 5 MB/ }))
  expect(await screen.findByRole('tree')).toHaveTextContent('a: 1')
})

test('where there is no result it is said why, and what a failed job had made is there', async () => {
  const file = { name: 'part.csv', bytes: 10, mediaType: 'text/csv' }
  await show(running, null)
  expect(screen.getByText(/^There is no result yet/)).toBeVisible()
  await show({ ...failure, files: [file] }, null)
  expect(screen.getByRole('heading', { name: 'Files made before it failed' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Download part.csv' })).toHaveAttribute(
    'href',
    expect.stringMatching(/files\/part\.csv$/),
  )
  await show(success, null, true)
  expect(screen.getByText(/no longer on the server/)).toBeVisible()
})
