import type { LiveWatch } from '#components/live/live-watch.ts'
import { isNewer } from '#core/stream-id.ts'
import type { ModelBrowser } from './model-browser.ts'
import { type FreshView, readFresh } from './read-fresh.ts'
import { differenceOf, viewStateOf } from './view-state.ts'
import { waitUntil } from './wait-until.ts'
import type { World } from './world.ts'

/** What a view may take to be right again, from the moment its connection can be used. */
const convergeWithinMs = 2_000
/** A lost connection is noticed and made anew within this time, whatever the fault was. */
const reconnectWithinMs = 25_000

/** Whether a view is as far as `fresh` was when it was read. */
function hasCaughtUp(live: LiveWatch, fresh: FreshView): boolean {
  if (!differenceOf(viewStateOf(live), fresh.state)) return true
  const [mine, theirs] = [live.cursor, fresh.cursor]
  if (!mine || !theirs || mine.epoch !== theirs.epoch) return false
  return Object.entries(theirs.streams).every(([queue, id]) => !isNewer(id, mine.streams[queue] ?? '0-0'))
}

/** C4 under load: after healing every view gets to where a fresh one was, in time. */
export async function checkCatchUp(world: World): Promise<string[]> {
  const healedAt = performance.now()
  const late = await Promise.all(world.everybody.map((browser) => catchUp(world, browser, healedAt)))
  return late.flat()
}

async function catchUp(world: World, browser: ModelBrowser, healedAt: number): Promise<string[]> {
  const read = () =>
    readFresh(
      world.stack.healthyWeb.directUrl,
      browser.watched.map(({ view }) => view),
    )
  let fresh = await read()
  const behind = () => browser.watched.filter(({ live }, i) => fresh[i] && !hasCaughtUp(live, fresh[i]))
  const isThere = async () => {
    if (browser.transport.connectedAt === undefined) return false
    // Right after Redis is back a node may still answer in the name of the old data, and nobody can catch up with that.
    const epochs = browser.watched.map(({ live }, i) => [live.cursor?.epoch, fresh[i]?.cursor?.epoch])
    if (epochs.some(([mine, theirs]) => mine !== undefined && mine !== theirs)) fresh = await read()
    return behind().length === 0
  }
  try {
    await waitUntil('Catching up', isThere, reconnectWithinMs)
  } catch {
    const views = behind().map(({ view, live }) => `${JSON.stringify(view)} at ${JSON.stringify(live.cursor)}`)
    const { state } = browser.connection
    return [
      `C4 ${browser.name} (${state}) never caught up with ${JSON.stringify(fresh[0]?.cursor)} after healing: ${views.join(', ')}`,
    ]
  }
  const usableAt = Math.max(healedAt, browser.transport.connectedAt ?? healedAt)
  const took = Math.round(performance.now() - usableAt)
  world.measures.push(`${browser.name} caught up ${Math.max(0, took)} ms after it could`)
  return took > convergeWithinMs ? [`C4 ${browser.name} took ${took} ms to catch up.`] : []
}

/** C4 at rest: every view says what a fresh one says. */
export async function checkViews(world: World): Promise<string[]> {
  const url = world.stack.healthyWeb.directUrl
  const found = await Promise.all(
    world.everybody.map(async (browser) => {
      const { watched } = browser
      const deadline = performance.now() + convergeWithinMs
      for (;;) {
        const fresh = await readFresh(
          url,
          watched.map(({ view }) => view),
        )
        const wrong = watched.flatMap(({ view, live }, i) => {
          const limit = view.kind === 'board' ? view.perState : undefined
          const difference = fresh[i] && differenceOf(viewStateOf(live, limit), fresh[i].state)
          return difference ? [`C4 ${browser.name}, ${JSON.stringify(view)}: ${difference}`] : []
        })
        if (wrong.length === 0 || performance.now() > deadline) return wrong
      }
    }),
  )
  return found.flat()
}
