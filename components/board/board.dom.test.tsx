// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import { showBoard, showBoardAt } from '#components/testing/show-board.tsx'

test('an empty board explains itself and offers a sample', async () => {
  await showBoard()
  expect(await screen.findByRole('heading', { name: 'No jobs yet' })).toBeVisible()
  expect(screen.getByRole('button', { name: /Try it: Report/ })).toBeEnabled()
})

test('a board that is narrowed to nothing says so, and how to see everything again', async () => {
  await showBoardAt('?type=other')
  expect(await screen.findByRole('heading', { name: 'No job matches' })).toBeVisible()
  expect(screen.queryByRole('heading', { name: 'No jobs yet' })).toBeNull()
})

test('a search leaves the cards that it finds', async () => {
  await showBoardAt('?q=second', sampleJobs.running, { ...sampleJobs.running, id: 'report:j_2', label: 'The second' })
  expect(screen.getByRole('article')).toHaveTextContent('The second')
})

test('cards that are marked are retried together, and what came of it is said', async () => {
  const fetching = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json({}, { status: 202 }))
  await showBoard(sampleJobs.failure, { ...sampleJobs.failure, id: 'report:j_2', label: 'The second' })
  for (const box of screen.getAllByRole('checkbox', { name: /^Select/ })) await userEvent.click(box)
  expect(await screen.findByText('2 jobs selected')).toBeVisible()
  await userEvent.keyboard('r')
  expect(await screen.findByText('2 jobs will run again.')).toBeVisible()
  expect(fetching.mock.calls.map(([path]) => path).toSorted()).toEqual([
    '/api/jobs/report%3Aj_2/retry',
    '/api/jobs/report%3Aj_sample/retry',
  ])
  expect(screen.queryByText('2 jobs selected')).toBeNull()
})

test('of many cards only those near the view are in the page, each with its place among all', async () => {
  const jobs = Array.from({ length: 50 }, (_, i) => ({ ...sampleJobs.running, id: `report:j_${i}`, label: `Job ${i}` }))
  await showBoard(...jobs)
  const cards = screen.getAllByRole('article')
  expect(cards.length).toBeLessThan(50)
  expect(cards[0]).toHaveAttribute('aria-posinset', '1')
})
