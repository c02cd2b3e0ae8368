import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { RangeNotSatisfiableError } from '#core/errors.ts'
import { fileResponse } from './file-response.ts'

const content = Buffer.from('0123456789')
const file = { name: 'digits.txt', bytes: content.length, mediaType: 'text/plain' }

/** What a request for the file answers, and whether the file was opened. */
function ask(headers: Record<string, string> = {}, query = '', over: Partial<typeof file> = {}) {
  let opened = 0
  const asked = { ...file, ...over }
  const response = fileResponse(new Request(`http://localhost/f${query}`, { headers }), asked, (range) => {
    opened += 1
    return Readable.from([range ? content.subarray(range.start, range.end + 1) : content.subarray(0, asked.bytes)])
  })
  return { response, opened }
}

test.each([
  ['bytes=0-0', '0', '0-0'],
  ['bytes=2-5', '2345', '2-5'],
  ['bytes=5-', '56789', '5-9'],
  ['bytes=-3', '789', '7-9'],
  ['bytes=0-999', '0123456789', '0-9'],
  ['bytes=-10', '0123456789', '0-9'],
  ['bytes=-999', '0123456789', '0-9'],
])('the range %s is %s', async (range, text, place) => {
  const { response } = ask({ Range: range })
  expect(response.status).toBe(206)
  expect(response.headers.get('Content-Range')).toBe(`bytes ${place}/10`)
  expect(response.headers.get('Content-Length')).toBe(String(text.length))
  expect(await response.text()).toBe(text)
})

test.each(['', 'bytes', 'bytes=', 'bytes=a-b', 'lines=1-2', 'bytes=0-1,3-4', 'bytes=1'])(
  'for "%s" the whole file is the answer',
  async (range) => {
    const { response } = ask({ Range: range })
    expect(response.status).toBe(200)
    expect(response.headers.has('Content-Range')).toBe(false)
    expect(response.headers.get('Content-Length')).toBe('10')
    expect(await response.text()).toBe('0123456789')
  },
)

test.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])(
  'the range %s lies outside, and the file is not opened',
  (range) => {
    let opened = 0
    const open = () => {
      opened += 1
      return Readable.from([content])
    }
    const request = new Request('http://localhost/f', { headers: { Range: range } })
    expect(() => fileResponse(request, file, open)).toThrow(RangeNotSatisfiableError)
    expect(opened).toBe(0)
  },
)

test('a download that was cut off starts anew: the file may be another by now', async () => {
  const { response } = ask({ Range: 'bytes=5-', 'If-Range': '"an old version"' })
  expect(response.status).toBe(200)
  expect(await response.text()).toBe('0123456789')
})

test('an empty file is an answer', async () => {
  const { response } = ask({}, '', { bytes: 0 })
  expect(response.headers.get('Content-Length')).toBe('0')
  expect(await response.text()).toBe('')
})

test('a file is downloaded, and looked at only on request, without any power', () => {
  const { response, opened } = ask()
  expect(opened).toBe(1)
  expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="digits.txt"')
  expect(ask({}, '?view=1').response.headers.get('Content-Disposition')).toBe('inline; filename="digits.txt"')
  for (const query of ['', '?view=1']) {
    const policy = ask({}, query).response.headers.get('Content-Security-Policy')
    expect(policy).toContain('sandbox;')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('allow-')
  }
})

test('a name in any script arrives, and cannot end the header', () => {
  const { response } = ask({}, '', { name: '日 "x"; filename=evil.exe' })
  const header = response.headers.get('Content-Disposition') ?? ''
  expect(header).toContain("filename*=UTF-8''%E6%97%A5%20%22x%22%3B%20filename%3Devil.exe")
  expect(header).toContain('filename="? \\"x\\"; filename=evil.exe"')
})

test('text says its encoding, other types do not', () => {
  expect(ask().response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8')
  expect(ask({}, '', { mediaType: 'image/png' }).response.headers.get('Content-Type')).toBe('image/png')
})
