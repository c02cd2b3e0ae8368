// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { ErrorNotice } from './error-notice.tsx'

const requestId = '5f0cade5-3154-476f-b165-7fa6b896c89b'

test.each([
  ['Redis was away', `redis_unavailable ${requestId}`, 'Redis does not answer', requestId],
  ['the server has a bug', `internal ${requestId}`, 'This page could not be shown', requestId],
  ['Next knows it by a number only', '3405691582', 'This page could not be shown', '3405691582'],
])('when %s the page says what happened, the id to name it by, and the ways on', async (_when, digest, title, id) => {
  const retry = vi.fn()
  render(<ErrorNotice digest={digest} retry={retry} />)
  expect(screen.getByRole('heading', { name: title })).toBeVisible()
  expect(screen.getByText(id, { exact: true })).toBeVisible()
  expect(screen.getByRole('link', { name: 'To the board' })).toHaveAttribute('href', '/')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(retry).toHaveBeenCalledOnce()
})

test('what broke in the browser has no id that the server would know, and none is shown', () => {
  render(<ErrorNotice digest="" retry={() => {}} />)
  expect(screen.getByText(/went wrong in this page itself/)).toBeVisible()
  expect(screen.queryByText(/Request id/)).toBeNull()
})
