// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { meAs } from '#components/testing/me-as.ts'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import { showBoardTo } from '#components/testing/show-board.tsx'

const failed = sampleJobs.failure
const running = { ...sampleJobs.running, id: 'report:j_2', label: 'The second' }

test('a viewer is offered nothing to press on a card, and no mark', async () => {
  await showBoardTo(meAs('viewer'), '', failed, running)
  for (const card of screen.getAllByRole('article')) {
    expect(within(card).queryAllByRole('button')).toEqual([])
    expect(within(card).queryByRole('checkbox')).toBeNull()
  }
})

test.each([
  ['r', 'You may not retry jobs. Ask an operator.'],
  ['c', 'You may watch jobs, not cancel them. Ask an operator.'],
  ['x', 'You may watch jobs; there is nothing you may do with several of them.'],
])('a viewer who presses %s is told so, and nothing is sent', async (key, said) => {
  const fetching = vi.spyOn(globalThis, 'fetch')
  await showBoardTo(meAs('viewer'), '', failed)
  within(screen.getByRole('article')).getByRole('link').focus()
  await userEvent.keyboard(key)
  expect(await screen.findByText(said)).toBeVisible()
  expect(fetching).not.toHaveBeenCalled()
})

test('a submitter may cancel what is theirs and retry nothing, on a card, with several and by key', async () => {
  await showBoardTo(meAs('submitter'), '', failed, running)
  expect(screen.getByRole('button', { name: `Cancel ${running.label}` })).toBeVisible()
  expect(screen.queryByRole('button', { name: /^Retry/ })).toBeNull()
  await userEvent.click(screen.getByRole('checkbox', { name: `Select ${running.label}` }))
  const bar = within((await screen.findByText('1 job selected')).closest('[role=status]') as HTMLElement)
  expect(bar.getByRole('button', { name: 'Cancel' })).toBeVisible()
  expect(bar.queryByRole('button', { name: 'Retry' })).toBeNull()
  await userEvent.keyboard('r')
  expect(await screen.findByText('You may not retry jobs. Ask an operator.')).toBeVisible()
})

test('an operator is offered both', async () => {
  await showBoardTo(meAs('operator'), '', failed, running)
  await userEvent.click(screen.getByRole('checkbox', { name: `Select ${failed.label}` }))
  expect(await screen.findByRole('button', { name: 'Retry' })).toBeVisible()
  expect(screen.getByRole('button', { name: 'Cancel' })).toBeVisible()
})

test('a viewer’s empty board says what they can do: watch', async () => {
  await showBoardTo(meAs('viewer'), '')
  expect(await screen.findByText(/Jobs appear here by themselves/)).toBeVisible()
  expect(screen.queryAllByRole('button')).toEqual([])
})
