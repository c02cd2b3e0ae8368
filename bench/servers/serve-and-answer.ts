import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerQuestions } from '../measure/answer-questions.ts'

/** What a server under test is asked for besides its work. */
export interface Memory {
  rss: number
  heapUsed: number
}

/** Listens on loopback and answers where, and how much memory is in use. */
export async function serveAndAnswer(http: Server, port = 0): Promise<void> {
  await once(http.listen(port, '127.0.0.1'), 'listening')
  answerQuestions({
    port: () => (http.address() as AddressInfo).port,
    memory: (): Memory => {
      // What nobody holds any more would be counted by chance.
      globalThis.gc?.()
      const { rss, heapUsed } = process.memoryUsage()
      return { rss, heapUsed }
    },
  })
}
