// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import { jobStates } from '#core/job-state.ts'
import { DeleteButton } from './delete-button.tsx'
import { PromoteButton } from './promote-button.tsx'

afterEach(() => vi.unstubAllGlobals())

function answerWith(response: () => Response) {
  const fetched = vi.fn(async (_path: string, _init?: RequestInit) => response())
  vi.stubGlobal('fetch', fetched)
  return fetched
}

const { pending } = sampleJobs
const path = '/api/jobs/report%3Aj_sample'

test('what cannot be taken back takes two clicks, and one elsewhere forgets the first', async () => {
  const fetched = answerWith(() => new Response(null, { status: 204 }))
  render(<DeleteButton job={pending} />)
  const button = screen.getByRole('button')
  await userEvent.click(button)
  expect(button).toHaveAccessibleName('Delete for good flights.csv')
  await userEvent.click(document.body)
  expect(button).toHaveAccessibleName('Delete flights.csv')
  await userEvent.click(button)
  expect(fetched).not.toHaveBeenCalled()
  await userEvent.click(button)
  expect(fetched).toHaveBeenCalledWith(path, { method: 'DELETE' })
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a refusal stands beside the button, until it is pressed again', async () => {
  const refusals = [
    Response.json({ code: 'wrong_state', detail: 'It runs already.' }, { status: 409 }),
    Response.json({}),
  ]
  answerWith(() => refusals.shift() ?? Response.error())
  render(<PromoteButton job={{ ...pending, reason: 'retrying' }} />)
  await userEvent.click(screen.getByRole('button', { name: 'Run now flights.csv' }))
  expect(screen.getByRole('alert')).toHaveTextContent('It runs already.')
  await userEvent.click(screen.getByRole('button'))
  expect(screen.queryByRole('alert')).toBeNull()
})

test('each button is there only where it can do something', () => {
  const has = (button: React.ReactElement) => render(button).container.querySelector('button') !== null
  const reasons = ['queued', 'scheduled', 'retrying', 'queue-paused', 'waiting-for-children'] as const
  expect(reasons.filter((reason) => has(<PromoteButton job={{ ...pending, reason }} />))).toEqual([
    'scheduled',
    'retrying',
  ])
  expect(jobStates.filter((state) => has(<DeleteButton job={sampleJobs[state]} />))).toEqual([
    'pending',
    'success',
    'failure',
  ])
})
