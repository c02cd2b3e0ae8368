import { afterEach, expect, test, vi } from 'vitest'
import { ChildPages } from './child-pages.ts'

afterEach(() => vi.unstubAllGlobals())

/** A server that answers when it is told to, unless nobody waits for it any more. */
function slowServer() {
  const answers: ((answer: Response) => void)[] = []
  vi.stubGlobal('fetch', (_path: string, { signal }: { signal: AbortSignal }) => {
    return new Promise<Response>((resolve, reject) => {
      answers.push(resolve)
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  })
  return answers
}
const page = (...ids: string[]) => Response.json({ children: ids.map((id) => ({ id, state: 'failure' })) })
const idsOf = (pages: ChildPages) => pages.read().pages.map((each) => each.map(({ id }) => id))

test('of two questions the later one counts, and the one that was broken off is no refusal', async () => {
  const answers = slowServer()
  const pages = new ChildPages('whole', { children: [{ id: 'a', state: 'pending' }] })
  const first = pages.load('success')
  const second = pages.load('failure')
  await first
  expect(pages.read()).toMatchObject({ filter: 'all', isAsking: true, refusal: undefined })
  answers[1]?.(page('b'))
  await second
  expect(pages.read()).toMatchObject({ filter: 'failure', isAsking: false, refusal: undefined })
  expect(idsOf(pages)).toEqual([['b']])
})

test('who looks again after looking away asks again, and who knows the list already does not', async () => {
  const answers = slowServer()
  const pages = new ChildPages('whole')
  const leave = pages.subscribe(() => undefined)
  leave()
  const told = vi.fn()
  const leaveAgain = pages.subscribe(told)
  answers[1]?.(page('a'))
  await vi.waitFor(() => expect(idsOf(pages)).toEqual([['a']]))
  expect(told).toHaveBeenCalled()
  leaveAgain()
  pages.subscribe(told)
  expect(answers).toHaveLength(2)
})

test('a child that moved to a later page in the meantime is listed once', async () => {
  const answers = slowServer()
  const pages = new ChildPages('whole', { children: [{ id: 'a', state: 'pending' }], nextCursor: 'a' })
  const more = pages.load('all', 'a')
  answers[0]?.(page('a', 'b'))
  await more
  expect(idsOf(pages)).toEqual([['a'], ['b']])
})
