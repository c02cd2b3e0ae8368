// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { BoardView } from '#core/view.ts'
import { LiveStore } from './live-store.ts'
import { job, progressed, ScriptedTransport } from './scripted-transport.ts'
import { useBoard, useBoardJob } from './use-board.ts'
import { WatchStore } from './watch-store.ts'

const view: BoardView = { kind: 'board', perState: 200 }
const ids = Array.from({ length: 200 }, (_, i) => `mail:${String(i).padStart(3, '0')}`)

let frames: (() => void)[]

beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => frames.push(work))
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
})
afterEach(() => vi.unstubAllGlobals())

/** The browser draws: whatever was waiting for a frame is done. */
const draw = () => act(async () => frames.splice(0).forEach((work) => void work()))

const drawn = { list: 0, cards: new Map<string, number>() }

function List() {
  const { columns } = useBoard(view)
  drawn.list += 1
  return columns?.running.map((id) => <Card key={id} id={id} />)
}

function Card({ id }: { id: string }) {
  const percent = useBoardJob(view, id)?.progress.percent
  drawn.cards.set(id, (drawn.cards.get(id) ?? 0) + 1)
  return <p>{`${id} at ${percent}`}</p>
}

/** A board of two hundred cards; counts what is drawn from now on. */
async function showCards() {
  const transport = new ScriptedTransport()
  const store = new WatchStore(transport)
  render(
    <LiveStore value={store}>
      <List />
    </LiveStore>,
  )
  transport.listener?.connected()
  transport.snapshot(...ids.map((id) => job(id)))
  await draw()
  expect(screen.getAllByText(/ at 0$/)).toHaveLength(200)
  drawn.list = 0
  drawn.cards.clear()
  return { transport, store }
}

test('one event draws one card of two hundred', async () => {
  const { transport, store } = await showCards()
  transport.changes(1, { events: [progressed('mail:077', '2-0', 40)] })
  await draw()
  expect(screen.getByText('mail:077 at 40')).toBeVisible()
  expect([...drawn.cards]).toEqual([['mail:077', 1]])
  expect(drawn.list).toBe(0)
  store.close()
})

test('a thousand messages within a frame draw each card that they change once', async () => {
  const { transport, store } = await showCards()
  for (let n = 1; n <= 1_000; n += 1) {
    transport.changes(n, { events: [progressed(`mail:00${n % 3}`, `${n + 1}-0`, n / 10)] })
  }
  expect(drawn.cards.size).toBe(0)
  expect(frames).toHaveLength(1)
  await draw()
  expect([...drawn.cards].sort()).toEqual([
    ['mail:000', 1],
    ['mail:001', 1],
    ['mail:002', 1],
  ])
  expect(screen.getByText('mail:001 at 100')).toBeVisible()
  store.close()
})

test('marks draw nothing', async () => {
  const { transport, store } = await showCards()
  transport.mark(0)
  await draw()
  expect(drawn.cards.size + drawn.list).toBe(0)
  store.close()
})

/** What the store says of its delay once it has something to say. */
async function measured(store: WatchStore) {
  const heard = vi.fn()
  store.latency.subscribe(heard)
  await draw()
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), { timeout: 5_000 })
  return store.latency.read()
}

/** An event for each job, written at `at`. */
const eventsAt = (at: number, ...ids: string[]) => ids.map((id, i) => progressed(id, `${at}-${i}`, 1))

test('the delay is measured from the event to the frame that shows it', async () => {
  const { transport, store } = await showCards()
  transport.changes(1, { events: eventsAt(Date.now() + 1, 'mail:001', 'mail:002', 'mail:003') })
  expect(await measured(store)).toMatchObject({ events: 3 })
  store.close()
})

test('what waited for a page that slept is not measured', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const { transport, store } = await showCards()
  const asleep = Date.now() + 60_000
  vi.setSystemTime(asleep + 60_000)
  transport.changes(1, { events: eventsAt(asleep, 'mail:001', 'mail:002') })
  window.dispatchEvent(new Event('online'))
  transport.changes(2, { events: eventsAt(asleep, 'mail:003', 'mail:004') })
  transport.changes(3, { events: eventsAt(Date.now() + 1, 'mail:005', 'mail:006', 'mail:007') })
  expect(await measured(store)).toMatchObject({ events: 3, p95: 0 })
  store.close()
})
