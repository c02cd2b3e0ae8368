// @vitest-environment jsdom
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { JobTypesProvider } from '#components/job/job-types.tsx'
import { RetryLinks } from '#components/job-page/retry-links.tsx'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import { sampleType } from '#components/testing/sample-type.ts'
import { ToastList } from '#components/ui/toast-list.ts'
import { ToastContext, Toasts } from '#components/ui/toasts.tsx'
import { AgainButton } from './again-button.tsx'
import { NewJobProvider } from './new-job-provider.tsx'

beforeAll(async () => {
  // The form is loaded when it is first opened, which a busy machine may take long for.
  await import('./new-job-dialog.tsx')
  // jsdom knows no dialogs.
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true
  }
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false
  }
})
afterEach(() => vi.unstubAllGlobals())

const job = { ...sampleJobs.failure, tags: ['one, two', 'acme'] }
const file = { uploadId: 'u_1', name: 'flights.csv', bytes: 812, mediaType: 'text/csv', sha256: 'x' }
const input = { file, name: 'Mine', rows: 7, kind: 2, isDraft: false, extra: [1, 2] }

/** A server that answers the input of the job, and accepts what is submitted. */
function showButton(isRetry: boolean, answer: unknown = { input, priority: 4 }) {
  const fetched = vi.fn(async (path: string, _init?: RequestInit) =>
    path.endsWith('/input') ? Response.json(answer) : Response.json({ id: 'report:j_new' }, { status: 202 }),
  )
  vi.stubGlobal('fetch', fetched)
  render(
    <ToastContext value={new ToastList()}>
      <JobTypesProvider types={[{ ...sampleType, type: 'other' }, sampleType]}>
        <NewJobProvider>
          <AgainButton job={job} isRetry={isRetry} />
        </NewJobProvider>
      </JobTypesProvider>
      <Toasts />
    </ToastContext>,
  )
  const sent = () => {
    const [path, init] = fetched.mock.calls.at(-1) ?? []
    return { path, body: JSON.parse(String(init?.body)) }
  }
  return { fetched, sent }
}

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))
const field = (name: string) => screen.findByRole<HTMLInputElement>('textbox', { name })

test('a retry with edits begins with the input of the job, and is sent as its retry', async () => {
  const { sent } = showButton(true)
  await press('Retry with edits flights.csv')
  expect(await screen.findByRole('heading', { name: 'Retry “flights.csv” with edits' })).toBeVisible()
  expect(screen.queryByRole('radio')).toBeNull()
  const name = await field('Name')
  expect(name).toHaveValue('Mine')
  expect(screen.getByText('812 bytes')).toBeVisible()
  await userEvent.clear(name)
  await userEvent.type(name, 'Yours')
  await press('Submit job')
  await waitFor(() =>
    expect(screen.getByRole('link', { name: 'Follow it' })).toHaveAttribute('href', '/jobs/report%3Aj_new'),
  )
  expect(sent()).toEqual({
    path: '/api/jobs/report%3Aj_sample/retry',
    body: {
      input: { ...input, name: 'Yours', file: { uploadId: 'u_1', job: 'report:j_sample' } },
      ...{ tags: ['one, two', 'acme'], priority: 4 },
    },
  })
})

test('tags that were changed replace those of the job', async () => {
  const { sent } = showButton(true)
  await press('Retry with edits flights.csv')
  const tags = await screen.findByLabelText<HTMLInputElement>('Tags (optional)')
  await userEvent.clear(tags)
  await press('Submit job')
  await screen.findByRole('link', { name: 'Follow it' })
  expect(sent().body).toMatchObject({ tags: [], priority: 4 })
})

test('a duplicate is a job of its own', async () => {
  const { sent } = showButton(false)
  await press('Duplicate flights.csv')
  await screen.findByRole('heading', { name: 'New job like “flights.csv”' })
  await press('Submit job')
  await screen.findByRole('link', { name: 'Follow it' })
  expect(sent()).toMatchObject({ path: '/api/jobs', body: { type: 'report', input: { name: 'Mine' }, priority: 4 } })
})

test('an input that cannot be put in a form is said to be one', async () => {
  showButton(true, { text: '{', bytes: 1 })
  await press('Retry with edits flights.csv')
  expect(await screen.findByRole('alert')).toHaveTextContent('cannot be put in a form')
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('jobs that repeat each other name each other', () => {
  render(<RetryLinks job={{ retryOf: 'report:j_old', retriedAs: ['report:j_a', 'report:j_b'] }} />)
  const links = screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])
  expect(links).toEqual(['old', 'a', 'b'].map((id) => [`report:j_${id}`, `/jobs/report%3Aj_${id}`]))
  expect(render(<RetryLinks job={{}} />).container).toBeEmptyDOMElement()
})
