// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { JobTypesProvider } from '#components/job/job-types.tsx'
import { sampleType } from '#components/testing/sample-type.ts'
import { NewJobDialog } from './new-job-dialog.tsx'

const unavailableReason = 'Set SMTP_URL and start Waybill again.'
const mail = { ...sampleType, type: 'mail', title: 'Mail', available: false, unavailableReason }

// jsdom has no dialogs.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true
}
HTMLDialogElement.prototype.close = function close() {
  this.open = false
}

function showDialog() {
  const onSubmitted = vi.fn()
  render(
    <JobTypesProvider types={[mail, sampleType]}>
      <NewJobDialog onClose={() => undefined} onSubmitted={onSubmitted} />
    </JobTypesProvider>,
  )
}

test('a type that is not available is not the one that is chosen first, and says so', () => {
  showDialog()
  expect(screen.getByRole('form', { name: 'Report' })).toBeVisible()
  expect(screen.getByRole('radio', { name: /^Mail.*not available/ })).not.toBeChecked()
})

test('the form of a type that is not available says why, and takes nothing', async () => {
  const fetching = vi.spyOn(globalThis, 'fetch')
  showDialog()
  await userEvent.click(screen.getByRole('radio', { name: /^Mail/ }))
  const form = screen.getByRole('form', { name: 'Mail' })
  expect(form).toHaveAccessibleDescription(`Mail is not available. ${unavailableReason}`)
  expect(screen.getByRole('textbox', { name: 'Name' })).toBeDisabled()
  const submit = screen.getByRole('button', { name: 'Submit job' })
  expect(submit).toBeDisabled()
  expect(submit).toHaveAccessibleDescription(`Mail is not available. ${unavailableReason}`)
  await userEvent.click(submit)
  expect(fetching).not.toHaveBeenCalled()
})
