// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { noon, sampleJobs } from '#components/testing/sample-jobs.ts'
import { TimeLeft } from './time-left.tsx'

const { running } = sampleJobs

/** The sample has run for so many seconds, and says how far it is. */
const at = (seconds: number, percent: number | null) => ({
  ...running,
  progress: { percent },
  version: `${noon + 1_000 + seconds * 1_000}-0`,
})

test('the time left is told as soon as it is known, and the time since the start until then', () => {
  vi.useFakeTimers({ now: noon + 61_000 })
  onTestFinished(() => void vi.useRealTimers())
  const { rerender } = render(<TimeLeft job={at(60, null)}>a minute so far</TimeLeft>)
  expect(screen.getByText('a minute so far')).toBeVisible()
  rerender(<TimeLeft job={at(60, 25)}>a minute so far</TimeLeft>)
  expect(screen.getByText('about 3 min left')).toBeVisible()
  rerender(
    <TimeLeft job={at(60.1, 50)} after=" · ">
      a minute so far
    </TimeLeft>,
  )
  expect(screen.getByText('about 1 min left ·')).toBeVisible()
  rerender(<TimeLeft job={at(60.2, 20)}>a minute so far</TimeLeft>)
  expect(screen.getByText('a minute so far')).toBeVisible()
})
