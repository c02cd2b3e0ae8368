// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import { ToastList } from '#components/ui/toast-list.ts'
import { ToastContext, Toasts } from '#components/ui/toasts.tsx'
import { DeleteButton } from './delete-button.tsx'

afterEach(() => vi.unstubAllGlobals())

/** A page with a job that has ended, and its notices. */
function open(answer: () => Response = () => new Response(null, { status: 204 })) {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  onTestFinished(() => void vi.useRealTimers())
  const fetched = vi.fn(async (_path: string, _init?: RequestInit) => answer())
  vi.stubGlobal('fetch', fetched)
  const left = vi.fn()
  render(
    <ToastContext value={new ToastList()}>
      <DeleteButton job={sampleJobs.failure} onDeleted={left} />
      <Toasts />
    </ToastContext>,
  )
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime })
  return { fetched, left, user, wait: (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms)) }
}

const button = () => screen.getByRole('button', { name: 'Delete flights.csv' })
const undo = () => screen.getByRole('button', { name: 'Undo' })

test('a job is deleted five seconds after somebody said so, and the page is left at once', async () => {
  const { fetched, left, user, wait } = open()
  await user.click(button())
  expect(left).toHaveBeenCalledOnce()
  expect(screen.getByText('“flights.csv” is being deleted.')).toBeVisible()
  await wait(4_900)
  expect(fetched).not.toHaveBeenCalled()
  await wait(200)
  expect(fetched).toHaveBeenCalledExactlyOnceWith('/api/jobs/report%3Aj_sample', { method: 'DELETE', keepalive: true })
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
})

test('whoever deletes by keyboard is at the button that takes it back, and has all the time they want', async () => {
  const { fetched, user, wait } = open()
  button().focus()
  await user.keyboard('{Enter}')
  expect(undo()).toHaveFocus()
  await wait(60_000)
  expect(fetched).not.toHaveBeenCalled()
  await user.keyboard('{Enter}')
  expect(screen.getByText('“flights.csv” is kept.')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Open' })).toHaveAttribute('href', '/jobs/report%3Aj_sample')
  await wait(60_000)
  expect(fetched).not.toHaveBeenCalled()
  expect(screen.queryByText('“flights.csv” is kept.'), 'nobody is at the notices any more').toBeNull()
})

test('who closes the page means what they said: the job is deleted then', async () => {
  const { fetched, user, wait } = open()
  await user.click(button())
  act(() => void dispatchEvent(new Event('pagehide')))
  expect(fetched).toHaveBeenCalledOnce()
  await wait(60_000)
  act(() => void dispatchEvent(new Event('pagehide')))
  expect(fetched).toHaveBeenCalledOnce()
})

test('a job that could not be deleted says why, and how to get back to it', async () => {
  const { user, wait } = open(() => Response.json({ code: 'wrong_state', detail: 'It runs again.' }, { status: 409 }))
  await user.click(button())
  await wait(5_100)
  expect(screen.getByText('“flights.csv” was not deleted: It runs again.')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Open' })).toBeVisible()
})
