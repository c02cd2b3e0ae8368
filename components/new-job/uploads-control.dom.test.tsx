// @vitest-environment jsdom
import { fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { type DraftChange, type DraftValue, filesOf } from './draft.ts'
import { UploadsControl } from './uploads-control.tsx'

const aria = { id: 'x', 'aria-describedby': undefined, 'aria-invalid': undefined, 'aria-required': undefined }

function Field({ given }: { given: readonly string[] }) {
  const [value, setValue] = useState<DraftValue | undefined>({
    files: given.map((name) => ({ key: name, state: 'sample', name })),
  })
  const change = (next: DraftChange) => setValue((before) => (typeof next === 'function' ? next(before) : next))
  const rule = { accept: ['.png'], maxBytes: 100 }
  return <UploadsControl {...{ aria, rule, max: 3 }} title="Pictures" files={filesOf(value)} onChange={change} />
}

const drop = (...files: File[]) => fireEvent.drop(screen.getByText(/^Drop/), { dataTransfer: { files } })
const rows = () => within(screen.getByRole('list', { name: 'Files of Pictures' })).getAllByRole('listitem')
const png = (name: string) => new File(['x'], name, { type: 'image/png' })

test('what the job does not take is named, and the rest is taken', () => {
  render(<Field given={[]} />)
  drop(png('a.png'), new File(['x'], 'notes.txt'), new File(['x'.repeat(101)], 'large.png'))
  expect(rows().map((row) => row.textContent)).toEqual([expect.stringContaining('a.png')])
  const said = within(screen.getByRole('alert')).getAllByRole('listitem')
  expect(said.map((item) => item.textContent)).toEqual([
    'notes.txt is not the kind of file this job takes: .png.',
    'large.png has 101 bytes, this job takes up to 100 bytes.',
  ])
})

test('no more files are taken than fit, and it says how many were left out', () => {
  render(<Field given={['1.png', '2.png']} />)
  drop(png('3.png'), png('4.png'), png('5.png'))
  expect(rows()).toHaveLength(3)
  expect(screen.getByRole('alert')).toHaveTextContent('This job takes up to 3 files; 2 more were left out.')
  expect(screen.getByText('2 of 3 files uploaded')).toBeVisible()
})

test('a file can be removed by keyboard, and the focus goes to its neighbour, at last to the choice of files', async () => {
  render(<Field given={['1.png', '2.png', '3.png']} />)
  screen.getByRole('button', { name: 'Remove 2.png' }).focus()
  await userEvent.keyboard('{Enter}')
  expect(screen.getByRole('button', { name: 'Remove 3.png' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(screen.getByRole('button', { name: 'Remove 1.png' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(document.querySelector('input')).toHaveFocus()
  expect(screen.queryByRole('list')).not.toBeInTheDocument()
})
