// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { JobTypesProvider } from '#components/job/job-types.tsx'
import { KeptNote } from '#components/job/kept-note.tsx'
import { PinButton } from '#components/job/pin-button.tsx'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import { sampleType } from '#components/testing/sample-type.ts'
import { ExpiredJob } from './expired-job.tsx'

afterEach(() => vi.unstubAllGlobals())

const { success, failure, running } = sampleJobs
const pinned = { ...success, flags: ['pinned'], result: { ...success.result, expiresAt: undefined } }

/** A server that answers every request with `response`. */
function answerWith(response: () => Response) {
  const fetched = vi.fn(async (_path: string, _init?: RequestInit) => response())
  vi.stubGlobal('fetch', fetched)
  return fetched
}

test.each([
  ['Pin', success, 'POST'],
  ['Unpin', pinned, 'DELETE'],
] as const)('%s asks the server, and leaves it to the job to show that it was done', async (word, job, method) => {
  const fetched = answerWith(() => Response.json({}))
  render(<PinButton job={job} />)
  await userEvent.click(screen.getByRole('button', { name: `${word} ${job.label}` }))
  expect(fetched).toHaveBeenCalledWith('/api/jobs/report%3Aj_sample/pin', { method })
  expect(screen.getByRole('button', { name: `${word} ${job.label}` })).toBeEnabled()
})

test('a refusal is told beside the button', async () => {
  answerWith(() => Response.json({ code: 'expired', detail: 'Its time is over.' }, { status: 410 }))
  render(<PinButton job={success} />)
  await userEvent.click(screen.getByRole('button'))
  expect(screen.getByRole('alert')).toHaveTextContent('Its time is over.')
})

test('what nobody takes away has no button to keep it', () => {
  render(<PinButton job={failure} />)
  render(<PinButton job={running} />)
  expect(screen.queryByRole('button')).toBeNull()
})

test('a job says until when it is kept, a pinned one that it has no end, others nothing', () => {
  const said = [success, pinned, failure].map((job) => render(<KeptNote job={job} />).container.textContent)
  expect(said).toEqual([expect.stringContaining('kept until'), 'pinned, kept until it is unpinned', ''])
})

test('of a job whose time is over the page tells what is still known', async () => {
  const times = { submittedAt: Date.UTC(2026, 10, 1), finishedAt: Date.UTC(2026, 10, 2) }
  const tombstone = { type: 'report', label: 'flights.csv', state: 'failure', reason: 'timeout', times } as const
  await act(async () => {
    render(
      <JobTypesProvider types={[sampleType]}>
        <ExpiredJob tombstone={{ ...tombstone, expiredAt: Date.UTC(2026, 10, 9) }} />
      </JobTypesProvider>,
    )
  })
  expect(screen.getByRole('heading')).toHaveTextContent('This job’s time is over')
  const known = screen.getByRole('region', { name: 'What is still known' })
  for (const text of ['Report', 'flights.csv', 'Failure', 'It took too long.', 'Expired'])
    expect(known).toHaveTextContent(text)
  expect(document.title).toBe('Expired: flights.csv · Waybill')
})
