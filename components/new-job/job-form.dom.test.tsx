// @vitest-environment jsdom
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { sampleType } from '#components/testing/sample-type.ts'
import { JobForm } from './job-form.tsx'

const answers = (status: number, body: unknown) =>
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(JSON.stringify(body), { status }))

function showForm() {
  const onSubmitted = vi.fn()
  render(<JobForm type={sampleType} onSubmitted={onSubmitted} />)
  return { onSubmitted, submit: () => userEvent.click(screen.getByRole('button', { name: 'Submit job' })) }
}

async function fillIn() {
  await userEvent.click(screen.getByRole('button', { name: 'Flights' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'Mine')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'In short')
}

test('what is missing is said at its field, and the first of them gets the focus', async () => {
  const { submit } = showForm()
  await submit()
  const file = screen.getByLabelText('File')
  expect(file).toHaveFocus()
  expect(file).toBeInvalid()
  expect(file).toHaveAccessibleDescription('Choose a file.')
})

test('a field is no longer wrong once it was changed', async () => {
  const { submit } = showForm()
  await submit()
  const name = screen.getByRole('textbox', { name: 'Name' })
  expect(name).toHaveAccessibleDescription('What it is called. Fill this in.')
  await userEvent.type(name, 'x')
  expect(name).toHaveAccessibleDescription('What it is called.')
})

test('a sample and what a person writes are submitted as the input', async () => {
  const fetching = answers(202, { id: 'report:j_1', url: '', statusUrl: '', state: 'pending' })
  const { submit, onSubmitted } = showForm()
  await fillIn()
  await submit()
  await waitFor(() => expect(onSubmitted).toHaveBeenCalledWith({ id: 'report:j_1', title: 'Report' }))
  expect(JSON.parse(String(fetching.mock.calls[0]?.[1]?.body))).toEqual({
    type: 'report',
    input: {
      file: { sample: 'flights.csv' },
      name: 'Mine',
      rows: 7,
      kind: 'short',
      isDraft: true,
      window: { from: '2026-01-01' },
    },
  })
})

test('what the server finds wrong stands at its field', async () => {
  answers(422, {
    status: 422,
    code: 'payload_invalid',
    detail: 'No.',
    issues: [{ path: 'input.rows', message: 'Too many.' }],
  })
  const { submit } = showForm()
  await fillIn()
  await submit()
  const rows = screen.getByRole('spinbutton', { name: 'Rows' })
  await waitFor(() => expect(rows).toHaveFocus())
  expect(rows).toHaveAccessibleDescription('Too many.')
})

test('what is about no field is an alert, and the form can be sent again', async () => {
  answers(503, { status: 503, code: 'redis_unavailable', detail: 'The queue does not answer. Try again.' })
  const { submit } = showForm()
  await fillIn()
  await submit()
  expect(await screen.findByRole('alert')).toHaveTextContent('The queue does not answer. Try again.')
  expect(screen.getByRole('button', { name: 'Submit job' })).toHaveAttribute('aria-disabled', 'false')
})

const keysOf = (fetching: ReturnType<typeof answers>) =>
  fetching.mock.calls.map(([, init]) => new Headers(init?.headers).get('Idempotency-Key'))

test('[G2] a submit whose answer was lost is sent again by itself as the same job, and says so', async () => {
  const fetching = answers(200, { id: 'report:j_1', url: '', statusUrl: '', state: 'pending' })
  fetching.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  const { submit, onSubmitted } = showForm()
  await fillIn()
  await submit()
  expect(screen.getByRole('status')).toHaveTextContent('No answer yet. Trying again; it stays one job.')
  await waitFor(() => expect(onSubmitted).toHaveBeenCalledTimes(1), { timeout: 3_000 })
  const [first, second] = keysOf(fetching)
  expect(first).toMatch(/^[a-z2-7]{26}$/)
  expect(second).toBe(first)
})

test('[G2] a form that was changed after a refusal is another request', async () => {
  const refusal = { status: 503, code: 'redis_unavailable', detail: 'The queue does not answer.' }
  const fetching = vi.spyOn(globalThis, 'fetch')
  fetching.mockImplementation(async () => new Response(JSON.stringify(refusal), { status: 503 }))
  const { submit } = showForm()
  await fillIn()
  await submit()
  await submit()
  await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), '!')
  await submit()
  const [first, same, changed] = keysOf(fetching)
  expect(same).toBe(first)
  expect(changed).not.toBe(first)
})

test('a delay, a priority and tags go with the job', async () => {
  const fetching = answers(202, { id: 'report:j_1', url: '', statusUrl: '', state: 'pending' })
  const { submit } = showForm()
  await fillIn()
  await userEvent.click(screen.getByText('More'))
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Start' }), 'In an hour')
  await userEvent.type(screen.getByRole('spinbutton', { name: /Priority/ }), '5')
  await userEvent.type(screen.getByRole('textbox', { name: /Tags/ }), 'acme, urgent')
  await submit()
  const sent: unknown = JSON.parse(String(fetching.mock.calls[0]?.[1]?.body))
  expect(sent).toMatchObject({ delayMs: 3_600_000, priority: 5, tags: ['acme', 'urgent'] })
})

test('what is wrong under More is said there, and unfolds it', async () => {
  const { submit } = showForm()
  await fillIn()
  await userEvent.click(screen.getByText('More'))
  const tags = screen.getByRole('textbox', { name: /Tags/ })
  await userEvent.type(tags, 'a,b,c,d,e,f,g,h,i,j,k')
  await userEvent.click(screen.getByText('More'))
  await submit()
  expect(tags).toBeVisible()
  expect(tags).toHaveFocus()
  expect(tags).toHaveAccessibleDescription(/These are 11 tags. Keep 10./)
})

test('a file the job does not take is refused before it is uploaded', () => {
  showForm()
  const zone = screen.getByText(/Drop a file here/)
  fireEvent.drop(zone, { dataTransfer: { files: [new File(['x'], 'photo.png', { type: 'image/png' })] } })
  expect(screen.getByRole('alert')).toHaveTextContent('photo.png is not the kind of file this job takes: .csv.')
})

test('a chosen sample file can be removed again', async () => {
  showForm()
  await userEvent.click(screen.getByRole('button', { name: 'Flights' }))
  expect(screen.getByText('flights.csv')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Remove flights.csv' }))
  expect(screen.queryByText('flights.csv')).not.toBeInTheDocument()
})
