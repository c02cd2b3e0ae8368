// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { jobStateLook } from '#components/job-state-look.ts'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import { showBoard } from '#components/testing/show-board.tsx'
import type { Job } from '#core/job.ts'
import { jobStates } from '#core/job-state.ts'

test.each(jobStates)(
  'a job in %s stands in its column, says its state in a word and leads to its page',
  async (state) => {
    await showBoard(sampleJobs[state])
    const card = screen.getByRole('article')
    expect(screen.getByRole('region', { name: jobStateLook[state].word })).toContainElement(card)
    expect(card).toHaveTextContent(jobStateLook[state].word)
    expect(card).toHaveTextContent('Report')
    expect(screen.getByRole('link', { name: 'flights.csv' })).toHaveAttribute('href', '/jobs/report%3Aj_sample')
  },
)

test('a running job shows its stage by its label, its progress and what the worker says', async () => {
  await showBoard(sampleJobs.running)
  expect(within(screen.getByRole('article')).getByText('Reading rows')).toBeVisible()
  expect(screen.getByText('row 120 of 410')).toBeVisible()
  expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '42')
})

test('a running job whose worker was lost says so in words, and only then', async () => {
  await showBoard({ ...sampleJobs.running, flags: ['workerLost'] }, { ...sampleJobs.running, id: 'report:j_other' })
  expect(screen.getAllByText('Worker lost — the job runs again in a moment')).toHaveLength(1)
})

test.each([
  [{ concurrency: 2 }, 'Waiting for its turn: 2 at a time · number 3 in line'],
  [{ max: 10, perMs: 60_000 }, 'Waiting for its turn: 10 in 1 min · number 3 in line'],
])('a waiting job that a limit holds back says by which: %j', async (heldBy, words) => {
  await showBoard({ ...sampleJobs.pending, reason: 'queued', nextRunAt: undefined, position: 3, heldBy })
  expect(screen.getByText(words)).toBeVisible()
})

test('progress nobody knows has no value, and none at all is drawn as nothing', async () => {
  await showBoard({ ...sampleJobs.running, progress: { percent: null } })
  expect(screen.getByRole('progressbar')).not.toHaveAttribute('aria-valuenow')
  expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuetext', 'Progress unknown')
})

test('a card follows its job', async () => {
  const progress = await showBoard({ ...sampleJobs.running, progress: { percent: 0 } })
  expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '0')
  await act(async () => progress(77))
  expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '77')
})

test('a failed job shows the first line of its error, and says why a retry was refused', async () => {
  const detail = 'The job is not in the failure state, so it cannot be retried.'
  const answer = new Response(JSON.stringify({ status: 409, code: 'wrong_state', detail }), { status: 409 })
  const fetching = vi.spyOn(globalThis, 'fetch').mockResolvedValue(answer)
  await showBoard(sampleJobs.failure)
  expect(screen.getByText('It broke')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Retry flights.csv' }))
  expect(fetching).toHaveBeenCalledWith(
    '/api/jobs/report%3Aj_sample/retry',
    expect.objectContaining({ method: 'POST' }),
  )
  expect(await screen.findByRole('alert')).toHaveTextContent(detail)
})

test.each([sampleJobs.pending, sampleJobs.running])('a job in $state is cancelled from its card', async (job) => {
  const fetching = vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({}, { status: 202 }))
  await showBoard(job)
  const button = screen.getByRole('button', { name: 'Cancel flights.csv' })
  button.focus()
  await userEvent.keyboard('{Enter}')
  expect(fetching).toHaveBeenCalledWith(
    '/api/jobs/report%3Aj_sample/cancel',
    expect.objectContaining({ method: 'POST' }),
  )
  // The keyboard's place on the page is kept.
  expect(button).toHaveFocus()
})

test('a job that is being cancelled says so, and is not asked for again', async () => {
  const fetching = vi.spyOn(globalThis, 'fetch')
  fetching.mockClear()
  await showBoard({ ...sampleJobs.running, flags: ['cancelling'] })
  expect(screen.getByText('Cancelling — its worker was told')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Cancelling flights.csv' }))
  expect(fetching).not.toHaveBeenCalled()
})

test('a worker that does not react to a cancel is called busy', async () => {
  await showBoard({ ...sampleJobs.running, flags: ['cancelling', 'workerBusy'] })
  expect(screen.getByText('Cancel requested, worker busy')).toBeVisible()
})

test('what was cancelled is called so and can be retried, and what has ended cannot be cancelled', async () => {
  const error = { ...sampleJobs.failure.error, message: 'Cancelled while it was running.' }
  await showBoard(
    { ...sampleJobs.failure, reason: 'cancelled', error },
    { ...sampleJobs.success, id: 'report:j_other' },
  )
  expect(screen.getByText('It was cancelled')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Retry flights.csv' })).toBeEnabled()
  expect(screen.queryByRole('button', { name: /^Cancel/ })).toBeNull()
})

test('a job that waits for another attempt says what went wrong before', async () => {
  await showBoard({
    ...sampleJobs.pending,
    reason: 'retrying',
    nextRunAt: Date.now() + 90_000,
    error: sampleJobs.failure.error,
  })
  expect(screen.getByRole('article')).toHaveTextContent('Next attempt')
  expect(screen.getByText('It broke')).toBeVisible()
})

const waiting: Job = {
  ...sampleJobs.pending,
  reason: 'waiting-for-children',
  children: { total: 12, done: 3, failed: 1 },
}

test('a job that waits for its children shows how many of them have ended, and how', async () => {
  await showBoard(waiting)
  expect(screen.getByRole('article')).toHaveTextContent('Waiting for its child jobs: 3 of 12 done · 1 failed')
  const bar = screen.getByRole('progressbar', { name: 'Child jobs of flights.csv' })
  expect(bar).toHaveAttribute('aria-valuenow', '4')
  expect(bar).toHaveAttribute('aria-valuemax', '12')
  expect(bar).toHaveAttribute('aria-valuetext', '3 of 12 done · 1 failed')
})

test('what a card counts is written as the viewer’s region writes it', async () => {
  vi.spyOn(navigator, 'language', 'get').mockReturnValue('de-DE')
  await showBoard(
    { ...waiting, children: { total: 12_000, done: 3_400, failed: 0 } },
    { ...sampleJobs.success, id: 'report:j_done', times: { submittedAt: 0, startedAt: 0, finishedAt: 2_500 } },
  )
  expect(screen.getByText(': 3.400 of 12.000 done')).toBeVisible()
  expect(screen.getByText('took 2,5 s')).toBeVisible()
})

test('a cancel that ends other jobs too says how many, and takes a second click', async () => {
  const fetching = vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({}, { status: 202 }))
  fetching.mockClear()
  await showBoard(waiting)
  const button = screen.getByRole('button', { name: 'Cancel flights.csv' })
  await userEvent.click(button)
  expect(button).toHaveTextContent('End 9 jobs')
  expect(button).toHaveAccessibleName('End 9 jobs: flights.csv and its child jobs')
  await userEvent.click(document.body)
  expect(button).toHaveTextContent('Cancel')
  await userEvent.dblClick(button)
  expect(fetching).toHaveBeenCalledOnce()
})

test('a retry that other jobs have with it says so, and one of a job that failed by itself does not', async () => {
  const children = { total: 12, done: 9, failed: 3 }
  const error = { ...sampleJobs.failure.error, name: 'ChildFailedError' }
  await showBoard(
    { ...sampleJobs.failure, id: 'report:j_1', label: 'set', children, error },
    { ...sampleJobs.failure, id: 'report:j_2', label: 'cancelled', children, reason: 'cancelled' },
    { ...sampleJobs.failure, id: 'report:j_3', label: 'own', children },
  )
  expect(screen.getByRole('button', { name: 'Retry with 3 child jobs set' })).toBeVisible()
  expect(screen.getByRole('button', { name: 'Retry with 3 child jobs cancelled' })).toBeVisible()
  expect(screen.getByRole('button', { name: 'Retry own' })).toBeVisible()
})
