// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { FilePreview } from './file-preview.tsx'

afterEach(() => vi.unstubAllGlobals())

async function show(name: string, mediaType: string, text: string, bytes = text.length) {
  const headers = { 'Content-Range': `bytes 0-${text.length - 1}/${bytes}` }
  const fetched = vi.fn(async (_path: string, _init?: RequestInit) => new Response(text, { status: 206, headers }))
  vi.stubGlobal('fetch', fetched)
  await act(async () => {
    render(<FilePreview id="report:j_1" file={{ name, mediaType, bytes }} />)
  })
  return fetched
}

test('of a large table the first rows are shown, of which only the beginning is fetched', async () => {
  const fetched = await show('rows.csv', 'text/csv', 'city,mm\n"Zürich, <b>rich</b>",7\nBer', 9_000_000)
  expect(fetched).toHaveBeenCalledWith('/api/jobs/report%3Aj_1/files/rows.csv', {
    headers: { Range: 'bytes=0-131071' },
  })
  expect(screen.getAllByRole('row').map((row) => row.textContent)).toEqual(['citymm', 'Zürich, <b>rich</b>7'])
  expect(screen.getByText('The beginning of 9 MB.')).toBeVisible()
})

test('what calls itself JSON and is none is shown as text', async () => {
  await show('data.json', 'application/json', '{"a": 1')
  expect(screen.getByRole('region', { name: 'Preview of data.json' })).toHaveTextContent('{"a": 1')
  expect(screen.queryByText(/^The beginning/)).toBeNull()
})

test('a page is shown in a frame without any power, and not fetched by the page itself', async () => {
  const fetched = await show('report.html', 'text/html', '<script>alert(1)</script>')
  const frame = screen.getByTitle('Preview of report.html')
  const [sandbox, src] = ['sandbox', 'src'].map((name) => frame.getAttribute(name))
  expect([sandbox, src]).toEqual(['', '/api/jobs/report%3Aj_1/files/report.html?view=1'])
  expect(fetched).not.toHaveBeenCalled()
})

test.each([
  [200, 200, false],
  [201, 200, true],
])('of a small table of %i rows %i are shown, and that there are more is said: %s', async (rows, shown, isSaid) => {
  const lines = Array.from({ length: rows }, (_, n) => `${n},x`)
  await show('rows.csv', 'text/csv', ['city,mm', ...lines, ''].join('\n'))
  await userEvent.click(screen.getByRole('button', { name: /^Show 150 more/ }))
  expect(screen.getAllByRole('row')).toHaveLength(shown + 1)
  expect(screen.queryByText(/^The beginning of/) !== null).toBe(isSaid)
})
