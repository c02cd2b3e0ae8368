// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { Refusal } from '#components/ui/refusal.tsx'
import { AskError } from './ask.ts'
import { useAsking } from './use-asking.ts'

function Ask({ what, isTwice = false }: { what: () => Promise<unknown>; isTwice?: boolean }) {
  const { state, refusal, attempt, attemptWhenSure, forget } = useAsking()
  return (
    <>
      <button type="button" onClick={() => (isTwice ? attemptWhenSure : attempt)(what)} onBlur={forget}>
        {state}
      </button>
      <Refusal text={refusal} />
    </>
  )
}

const press = () => userEvent.click(screen.getByRole('button'))

test('what is being asked is not asked twice, and a refusal stands until it is asked again', async () => {
  const answers: { give: () => void; refuse: (error: Error) => void }[] = []
  const what = vi.fn(() => new Promise<void>((give, refuse) => void answers.push({ give, refuse })))
  render(<Ask what={what} />)
  await press()
  await press()
  expect(what).toHaveBeenCalledOnce()
  answers[0]?.refuse(new AskError({ status: 409, code: 'taken', detail: 'Somebody was faster.' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Somebody was faster.')
  await press()
  expect(screen.queryByRole('alert')).toBeNull()
  answers[1]?.give()
  expect(await screen.findByText('done')).toBeVisible()
})

test('what takes two clicks is not asked with one, nor with a second one after looking elsewhere', async () => {
  const what = vi.fn(async () => {})
  render(<Ask what={what} isTwice />)
  await press()
  expect(screen.getByRole('button')).toHaveTextContent('unsure')
  await userEvent.tab()
  await press()
  expect(what).not.toHaveBeenCalled()
  await press()
  expect(what).toHaveBeenCalledOnce()
})
