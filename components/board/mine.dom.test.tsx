// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { meAs } from '#components/testing/me-as.ts'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import { showBoardTo } from '#components/testing/show-board.tsx'

const failed = sampleJobs.failure

test('only who sees the jobs of others can narrow the board to their own', async () => {
  await showBoardTo(meAs('submitter'), '', failed)
  expect(screen.queryByRole('button', { name: 'Mine' })).toBeNull()
})

test('who sees all jobs narrows the board to their own, and sees that it is', async () => {
  await showBoardTo(meAs('viewer'), '', failed)
  await userEvent.click(screen.getByRole('button', { name: 'Mine', pressed: false }))
  expect(screen.getByRole('button', { name: 'Mine', pressed: true })).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Clear all' }))
  expect(screen.getByRole('button', { name: 'Mine', pressed: false })).toBeVisible()
})
