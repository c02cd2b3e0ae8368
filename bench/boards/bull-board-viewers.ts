import { Agent, get } from 'node:http'
import { json } from 'node:stream/consumers'
import { z } from 'zod'
import { answerAges, type Shown } from './shown-ages.ts'

/**
 * Open pages of Bull Board, each on one of the queues: they ask what its page asks, as often as it does when nobody has changed its
 * settings (`pollingInterval: 5`, `jobsPerPage: 10`). `bull-board-viewers <url> <count> <looked at> <queues>`.
 */
const [url = '', count, lookedAt, queues = ''] = process.argv.slice(2)
const pollEveryMs = 5_000
const names = queues.split(',')
const agent = new Agent({ keepAlive: true })
const answerSchema = z.object({
  queues: z.array(
    z.object({
      jobs: z.array(
        z.object({
          processedOn: z.number().nullish(),
          finishedOn: z.number().nullish(),
          progress: z.union([z.object({ current: z.number() }), z.unknown()]),
        }),
      ),
    }),
  ),
})
const viewers: Shown[] = []
let polls = 0

function open(number: number): void {
  const params = { activeQueue: names[number % names.length] ?? '', status: 'latest', page: '1', jobsPerPage: '10' }
  const address = `${url}/api/queues?${new URLSearchParams(params)}`
  const isLookedAt = number < Number(lookedAt)
  let shown: number[] = []
  let isAsking = false
  const poll = () => {
    // Its page does not ask again while it waits for an answer.
    if (isAsking) return
    isAsking = true
    get(address, { agent }, async (response) => {
      if (isLookedAt) shown = saidAt(await json(response))
      else response.resume()
      isAsking = false
      polls += 1
    })
  }
  poll()
  setInterval(poll, pollEveryMs)
  if (isLookedAt) viewers.push(() => shown)
}

function saidAt(answer: unknown): number[] {
  const jobs = answerSchema.parse(answer).queues.flatMap((queue) => queue.jobs)
  const running = jobs.filter(({ processedOn, finishedOn }) => processedOn && !finishedOn)
  return running.flatMap(({ progress }) => z.object({ current: z.number() }).safeParse(progress).data?.current ?? [])
}

// People come one after the other: a page that is opened with all others polls with all others for ever.
for (let i = 0; i < Number(count); i += 1) setTimeout(open, Math.random() * pollEveryMs, i)
answerAges(viewers, {
  polls: () => {
    const before = polls
    polls = 0
    return before
  },
})
