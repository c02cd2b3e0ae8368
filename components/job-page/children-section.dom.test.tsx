// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import { serverOf, show } from '#components/testing/served-jobs.tsx'
import type { ChildrenPage } from '#core/children-page.ts'
import type { Job } from '#core/job.ts'
import { ChildrenSection } from './children-section.tsx'
import { ParentLink } from './parent-link.tsx'

afterEach(() => vi.unstubAllGlobals())

const childId = (n: number) => `report:j_${n}`
const child = (n: number, job: Job = sampleJobs.pending): Job => ({ ...job, id: childId(n), label: `picture ${n}` })

const pageOf = (...numbers: number[]): ChildrenPage => ({
  children: numbers.map((n) => ({ id: childId(n), state: 'pending' })),
})
const rows = () => within(screen.getByRole('list', { name: /Child jobs/ })).getAllByRole('listitem')

test('each child says its state in a word, what is known of it, and leads to its page', async () => {
  const { store } = serverOf([
    child(1, sampleJobs.running),
    child(2, sampleJobs.success),
    child(3, sampleJobs.failure),
    child(4),
  ])
  const counts = { total: 4, done: 1, failed: 1 }
  await show(store, <ChildrenSection id="set:j_1" counts={counts} initial={pageOf(1, 2, 3, 4)} />)
  expect(rows().map((row) => row.textContent)).toEqual([
    'Runningpicture 1Reading rows42 %',
    'Successpicture 26 columns',
    'Failurepicture 3It broke',
    'Pendingpicture 4Waiting for a worker',
  ])
  expect(screen.getByRole('heading')).toHaveTextContent('Child jobs 1 of 4 done · 1 failed')
  expect(screen.getByRole('link', { name: 'picture 3' })).toHaveAttribute('href', '/jobs/report%3Aj_3')
  expect(screen.getByRole('progressbar', { name: 'Progress of picture 1' })).toHaveAttribute('aria-valuenow', '42')
  expect(screen.queryByRole('button', { name: /more|Update/ })).toBeNull()
})

test('a child moves live, and the list keeps its order', async () => {
  const { store, tell } = serverOf([child(1, sampleJobs.running), child(2)])
  const counts = { total: 2, done: 0, failed: 0 }
  await show(store, <ChildrenSection id="set:j_1" counts={counts} initial={pageOf(1, 2)} />)
  const progress = { percent: 77 }
  await act(async () => tell({ type: 'progressed', id: childId(1), version: '2-0', attempt: 1, progress }))
  expect(rows()[0]).toHaveTextContent('77 %')
})

test('a list that has more than there are by now is offered anew, not continued by less than nothing', async () => {
  const { store } = serverOf([child(1), child(2)])
  const counts = { total: 1, done: 0, failed: 0 }
  await show(store, <ChildrenSection id="set:j_1" counts={counts} initial={{ ...pageOf(1, 2), nextCursor: '2' }} />)
  expect(screen.queryByRole('button', { name: /more$/ })).toBeNull()
  expect(screen.getByRole('button', { name: 'Update the list' })).toBeVisible()
})

test('what is no longer kept says so, and leads nowhere', async () => {
  const { store } = serverOf([])
  const counts = { total: 1, done: 1, failed: 0 }
  const initial: ChildrenPage = { children: [{ id: childId(1), state: 'success' }] }
  await show(store, <ChildrenSection id="set:j_1" counts={counts} initial={initial} />)
  expect(rows()[0]).toHaveTextContent('Successreport:j_1No longer kept')
  expect(screen.queryByRole('link')).toBeNull()
})

test('more children are fetched on demand, and watched beside those that are shown', async () => {
  const fetched = vi.fn(async (_path: string) => Response.json(pageOf(2, 3)))
  vi.stubGlobal('fetch', fetched)
  const { store, watches } = serverOf([child(1), child(2), child(3)])
  const counts = { total: 3, done: 0, failed: 0 }
  const initial = { ...pageOf(1), nextCursor: childId(1) }
  await show(store, <ChildrenSection id="set:j_1" counts={counts} initial={initial} />)
  await userEvent.click(screen.getByRole('button', { name: 'Show 2 more' }))
  expect(fetched.mock.calls[0]?.[0]).toBe('/api/jobs/set%3Aj_1/children?limit=100&cursor=report%3Aj_1')
  await screen.findByText('picture 3')
  expect(rows().map((row) => row.textContent)).toEqual([1, 2, 3].map((n) => expect.stringContaining(`picture ${n}`)))
  expect([...watches.values()]).toEqual([[childId(1)], [childId(2), childId(3)]])
})

test('failed children can be shown alone, a refusal is told, and an empty list explains itself', async () => {
  const answers = [
    Response.json({ code: 'redis_unavailable', detail: 'The queue does not answer.' }, { status: 503 }),
    Response.json(pageOf()),
  ]
  const fetched = vi.fn(async (_path: string) => answers.shift() ?? Response.error())
  vi.stubGlobal('fetch', fetched)
  const { store } = serverOf([child(1)])
  const counts = { total: 1, done: 0, failed: 0 }
  await show(store, <ChildrenSection id="set:j_1" counts={counts} initial={pageOf(1)} />)
  const button = screen.getByRole('button', { name: 'Failed 0' })
  expect(button).toHaveAttribute('aria-pressed', 'false')
  await userEvent.click(button)
  expect(await screen.findByRole('alert')).toHaveTextContent('The queue does not answer.')
  expect(rows()).toHaveLength(1)
  await userEvent.click(button)
  expect(await screen.findByText('None has failed.')).toBeVisible()
  expect(fetched.mock.calls[1]?.[0]).toBe('/api/jobs/set%3Aj_1/children?limit=100&state=failure')
  expect(button).toHaveAttribute('aria-pressed', 'true')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a list that is no longer all there offers to be fetched anew', async () => {
  vi.stubGlobal('fetch', async () => Response.json(pageOf(1, 2)))
  const { store } = serverOf([child(1), child(2)])
  await show(store, <ChildrenSection id="set:j_1" counts={{ total: 2, done: 0, failed: 0 }} initial={pageOf(1)} />)
  await userEvent.click(screen.getByRole('button', { name: 'Update the list' }))
  await screen.findByText('picture 2')
  expect(rows()).toHaveLength(2)
})

test('a list nobody brought along is fetched when it is looked at, and again after a refusal', async () => {
  const answers = [Response.json({ code: 'x', detail: 'Not now.' }, { status: 503 }), Response.json(pageOf(1, 2))]
  vi.stubGlobal('fetch', async () => answers.shift() ?? Response.error())
  const { store } = serverOf([child(1), child(2)])
  await show(store, <ChildrenSection id="set:j_1" counts={{ total: 2, done: 0, failed: 0 }} initial={undefined} />)
  expect(await screen.findByRole('alert')).toHaveTextContent('Not now.')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await screen.findByText('picture 2')
  expect(rows()).toHaveLength(2)
})

test('a child leads to the job it is part of, by its name and with its state', async () => {
  const { store } = serverOf([
    { ...sampleJobs.running, id: 'set:j_1', label: 'Holiday', children: { total: 3, done: 1, failed: 0 } },
  ])
  await show(store, <ParentLink id="set:j_1" />)
  expect(screen.getByRole('link', { name: 'Holiday' })).toHaveAttribute('href', '/jobs/set%3Aj_1')
  expect(screen.getByText('Running')).toBeVisible()
  expect(screen.getByText('1 of 3 done')).toBeVisible()
})
