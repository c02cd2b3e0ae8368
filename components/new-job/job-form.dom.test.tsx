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
