// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { MeProvider } from '#components/sign-in/me-context.tsx'
import { meAs } from '#components/testing/me-as.ts'
import { sampleType } from '#components/testing/sample-type.ts'
import { JobForm } from './job-form.tsx'

afterEach(() => {
  vi.useRealTimers()
  sessionStorage.clear()
})

const ada = meAs('submitter')
const name = () => screen.getByRole('textbox', { name: 'Name' })
const note = () => screen.queryByText(/had typed when the page was loaded anew/)

function show({ me = ada, type = sampleType } = {}) {
  cleanup()
  render(
    <MeProvider me={me}>
      <JobForm type={type} onSubmitted={() => {}} />
    </MeProvider>,
  )
}

async function typeAndLeave() {
  show()
  await userEvent.click(screen.getByRole('button', { name: 'Flights' }))
  await userEvent.type(name(), 'Half a thought')
  await userEvent.upload(screen.getByLabelText(/^Pictures/), new File(['x'], 'on-its-way.png', { type: 'image/png' }))
  fireEvent(window, new Event('pagehide'))
}

test('what was typed is there after the page was loaded anew, but for files on their way, until somebody starts over', async () => {
  vi.spyOn(globalThis, 'fetch').mockReturnValue(new Promise(() => {}))
  await typeAndLeave()
  show()
  expect(name()).toHaveValue('Half a thought')
  expect(screen.getByText('flights.csv')).toBeVisible()
  expect(screen.queryByText('on-its-way.png')).toBeNull()
  expect(note()).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Start over' }))
  expect(name()).toHaveValue('')
  expect(note()).toBeNull()
})

test('nobody else gets it, no other form, nobody twice, and nobody after an hour', async () => {
  await typeAndLeave()
  const stored = sessionStorage.getItem('waybill.draft') ?? ''
  const leave = () => sessionStorage.setItem('waybill.draft', stored)
  show()
  show()
  expect(name()).toHaveValue('')
  leave()
  show({ me: { ...ada, name: 'Bob' } })
  expect(name()).toHaveValue('')
  leave()
  show({ type: { ...sampleType, input: { ...sampleType.input, title: 'Another one' } } })
  expect(name()).toHaveValue('')
  leave()
  vi.useFakeTimers({ now: Date.now() + 61 * 60_000, toFake: ['Date'] })
  show()
  expect(name()).toHaveValue('')
  expect(note()).toBeNull()
})

test('a form that nobody typed in is not kept, and what is no draft harms nothing', () => {
  show()
  fireEvent(window, new Event('pagehide'))
  expect(sessionStorage.getItem('waybill.draft')).toBeNull()
  sessionStorage.setItem('waybill.draft', '{"type":')
  show()
  expect(name()).toHaveValue('')
})

test('[G2] what was sent and not answered before the page was loaded anew is sent again as the same request', async () => {
  const keys = () => fetching.mock.calls.map(([, init]) => new Headers(init?.headers).get('Idempotency-Key'))
  const fetching = vi.spyOn(globalThis, 'fetch').mockReturnValue(new Promise(() => {}))
  const submit = () => userEvent.click(screen.getByRole('button', { name: 'Submit job' }))
  show()
  await userEvent.click(screen.getByRole('button', { name: 'Flights' }))
  await userEvent.type(name(), 'Once')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'In short')
  await submit()
  fireEvent(window, new Event('pagehide'))
  show()
  await submit()
  expect(keys()).toEqual([expect.any(String), keys()[0]])
})
