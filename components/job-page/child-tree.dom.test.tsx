// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import { serverOf, show } from '#components/testing/served-jobs.tsx'
import type { ChildState } from '#core/children-page.ts'
import type { ChildCounts, Job } from '#core/job.ts'
import { ChildrenSection } from './children-section.tsx'

afterEach(() => vi.unstubAllGlobals())

const named = (id: string, job: Job, children?: ChildCounts): Job => ({ ...job, id, label: id, children })
const waits: Job = { ...sampleJobs.pending, reason: 'waiting-for-children' }
const album = named('album', waits, { total: 2, done: 0, failed: 1 })
const good = named('good', sampleJobs.running)
const bad = named('bad', sampleJobs.failure)

const answer = (...children: { id: string; state: ChildState; job?: { label: string } }[]) =>
  Response.json({ children })
const ofAlbum = () => answer({ id: 'good', state: 'pending' }, { id: 'bad', state: 'failure' })

/** A job whose only child is the album, with what the API answers whoever asks for the album's own. */
async function showAlbum(fetched: (path: string, init?: RequestInit) => Promise<Response>, jobs: readonly Job[]) {
  vi.stubGlobal('fetch', fetched)
  const server = serverOf(jobs)
  const initial = { children: [{ id: 'album', state: 'pending' as const }] }
  await show(server.store, <ChildrenSection id="whole" counts={{ total: 1, done: 0, failed: 0 }} initial={initial} />)
  return server
}
const toggle = () => screen.getByRole('button', { name: 'Child jobs of album' })
const nested = () => screen.findByRole('list', { name: 'Child jobs of album' })

test('a child with children says how many have ended, and only such a one can be unfolded', async () => {
  vi.stubGlobal('fetch', vi.fn())
  const running = named('running', sampleJobs.running, { total: 3, done: 2, failed: 1 })
  const { store } = serverOf([
    album,
    running,
    good,
    named('none', sampleJobs.success, { total: 0, done: 0, failed: 0 }),
  ])
  const children = ['album', 'running', 'good', 'none'].map((id) => ({ id, state: 'pending' as const }))
  await show(store, <ChildrenSection id="whole" counts={{ total: 4, done: 0, failed: 0 }} initial={{ children }} />)
  const bar = (name: string) => screen.getByRole('progressbar', { name: `Child jobs of ${name}` })
  expect(bar('album')).toHaveAttribute('aria-valuenow', '1')
  expect(bar('running')).toHaveAttribute('aria-valuetext', '2 of 3 done · 1 failed')
  const [first, second] = screen.getAllByRole('listitem')
  expect(first).toHaveTextContent('Waiting for its child jobs: 0 of 2 done · 1 failed')
  expect(first?.textContent?.match(/of 2 done/g)).toHaveLength(1)
  expect(second).toHaveTextContent('2 of 3 done · 1 failed')
  expect(screen.getAllByRole('button', { expanded: false }).map((button) => button.getAttribute('aria-label'))).toEqual(
    ['Child jobs of album', 'Child jobs of running'],
  )
  expect(fetch).not.toHaveBeenCalled()
})

test('unfolding a child by keyboard costs one question and one watch, and folding it ends both', async () => {
  const fetched = vi.fn(async (_path: string) => ofAlbum())
  const { watches, tell } = await showAlbum(fetched, [album, good, bad])
  expect([...watches.values()]).toEqual([['album']])
  toggle().focus()
  await userEvent.keyboard('{Enter}')
  const list = await nested()
  expect(toggle()).toHaveAttribute('aria-expanded', 'true')
  expect(fetched.mock.calls.map(([path]) => path)).toEqual(['/api/jobs/album/children?limit=100'])
  expect([...watches.values()]).toEqual([['album'], ['bad', 'good']])
  expect(within(list).getByRole('link', { name: 'good' })).toHaveAttribute('href', '/jobs/good')
  const progress = { percent: 77 }
  await act(async () => tell({ type: 'progressed', id: 'good', version: '2-0', attempt: 1, progress }))
  expect(list).toHaveTextContent('77 %')

  await userEvent.keyboard(' ')
  expect(toggle()).toHaveAttribute('aria-expanded', 'false')
  expect(toggle()).toHaveFocus()
  expect(screen.queryByRole('list', { name: 'Child jobs of album' })).toBeNull()
  await waitFor(() => expect([...watches.values()]).toEqual([['album']]))
  expect(fetched).toHaveBeenCalledTimes(1)
})

test('a list that is folded before it came is no longer asked for', async () => {
  let signal: AbortSignal | null | undefined
  await showAlbum(
    async (_path, init) => {
      signal = init?.signal
      return new Promise(() => undefined)
    },
    [album],
  )
  await userEvent.click(toggle())
  expect(screen.getByRole('status')).toHaveTextContent('One moment…')
  expect(signal?.aborted).toBe(false)
  await userEvent.click(toggle())
  expect(signal?.aborted).toBe(true)
  expect(screen.queryByRole('status')).toBeNull()
})

test('within a child, what failed says why, and what is no longer kept keeps its name and leads nowhere', async () => {
  const lost = { id: 'lost', state: 'success' as const, job: { label: 'The lost one' } }
  await showAlbum(async () => answer({ id: 'bad', state: 'failure' }, lost), [album, bad])
  await userEvent.click(toggle())
  const rows = within(await nested()).getAllByRole('listitem')
  expect(rows.map((row) => row.textContent)).toEqual(['FailurebadIt broke', 'SuccessThe lost oneNo longer kept'])
  expect(
    within(await nested())
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['bad'])
})

test('a child that goes takes its unfolded children with it', async () => {
  const { watches, tell } = await showAlbum(async () => ofAlbum(), [album, good, bad])
  await userEvent.click(toggle())
  await nested()
  await act(async () => tell({ type: 'removed', id: 'album', version: '2-0', attempt: 1 }))
  expect(screen.getByRole('listitem')).toHaveTextContent('PendingalbumNo longer kept')
  await waitFor(() => expect([...watches.values()]).toEqual([['album']]))
})

test('each level unfolds by itself, and says when its list was refused', async () => {
  const refused = Response.json({ code: 'redis_unavailable', detail: 'The queue does not answer.' }, { status: 503 })
  const answers = [answer({ id: 'page', state: 'pending' }), refused, answer({ id: 'bad', state: 'failure' })]
  const asked: string[] = []
  const one = { total: 1, done: 0, failed: 0 }
  await showAlbum(
    async (path) => {
      asked.push(path)
      return answers.shift() ?? Response.error()
    },
    [{ ...album, children: one }, named('page', waits, one), bad],
  )
  await userEvent.click(toggle())
  await userEvent.click(await screen.findByRole('button', { name: 'Child jobs of page' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('The queue does not answer.')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  const deepest = await screen.findByRole('list', { name: 'Child jobs of page' })
  expect(within(deepest).getByRole('link', { name: 'bad' })).toBeVisible()
  expect(within(await nested()).getByRole('list')).toBe(deepest)
  expect(asked).toEqual(['album', 'page', 'page'].map((id) => `/api/jobs/${id}/children?limit=100`))
})
