import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import { FilesLeft } from './files-left.tsx'

const file = { name: 'report.csv', bytes: 10, mediaType: 'text/csv' }

test('what a failed job had made can be fetched from its page', () => {
  render(<FilesLeft job={{ ...sampleJobs.failure, files: [file] }} />)
  expect(screen.getByRole('heading', { name: 'Files made before it failed' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Download report.csv' })).toHaveAttribute(
    'href',
    expect.stringMatching(/files\/report\.csv$/),
  )
})

test('without any there is no empty heading', () => {
  const { container } = render(<FilesLeft job={sampleJobs.failure} />)
  expect(container).toBeEmptyDOMElement()
})
