import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { type AnyJobDefinition, defineJob } from '#core/define-job.ts'
import type { FlowChild } from '#core/flow.ts'

const count = z.strictObject({ words: z.int() })

/** Job types of flows, for tests; what the children are to do stands in their inputs. */
export const flowTypes: Record<string, AnyJobDefinition> = {
  /** Writes its text down and counts its words; fails when it is to. */
  page: defineJob({
    title: 'Page',
    description: 'Counts the words of a text.',
    input: z.strictObject({ text: z.string(), fails: z.boolean().default(false), hangs: z.boolean().default(false) }),
    stages: {},
    concurrency: 10,
    graceMs: 100,
    label: (input) => input.text,
    async run(input, { files, signal }) {
      if (input.hangs)
        await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      if (input.fails) throw new Error(`"${input.text}" cannot be read.`)
      await files.write('page.txt', input.text)
      return { words: input.text.split(' ').length }
    },
  }),
  /** Hangs until its time is over. */
  slow: defineJob({
    title: 'Slow',
    description: 'Takes too long.',
    input: z.strictObject({}),
    stages: {},
    timeoutMs: 50,
    label: () => 'slow',
    run: (_input, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  }),
  /** Says what became of its children. */
  book: defineJob({
    title: 'Book',
    description: 'Puts pages together.',
    input: z.strictObject({ fails: z.boolean().default(false) }),
    stages: {},
    concurrency: 5,
    label: () => 'book',
    async run({ fails }, { children }) {
      if (fails) throw new Error('The book burnt.')
      const parts = await children.results(z.union([count.transform(({ words }) => words), z.array(z.unknown())]))
      return parts.map((part) => (part.state === 'success' ? part.result : part.error))
    },
  }),
  /** Adds its pages while it runs. */
  album: defineJob({
    title: 'Album',
    description: 'Finds its pages by itself.',
    input: z.strictObject({
      pages: z.array(z.string()),
      dies: z.boolean().default(false),
      waits: z.boolean().default(true),
    }),
    stages: {},
    retry: { attempts: 2 },
    label: () => 'album',
    async run({ pages, dies, waits }, { children, attempt }) {
      for (const [i, page] of pages.entries()) {
        const hangs = page === 'hangs'
        await children.add(`page ${i}`, { type: 'page', input: { text: page, hangs } })
        if (dies && attempt === 1) throw new Error('It died between two pages.')
      }
      if (waits) await children.wait()
      const made = await children.results()
      const first = made.find(({ state }) => state === 'success')
      const told = first && (await text(await children.open(first.id, 'page.txt')))
      return {
        attempt,
        pages: made.length,
        first: told ?? null,
        listed: (await children.list()).map(({ state }) => state),
      }
    },
  }),
  /** Plans its pages from its input. */
  planned: defineJob({
    title: 'Planned',
    description: 'Says beforehand which pages it has.',
    input: z.strictObject({ pages: z.array(z.string()) }),
    stages: {},
    label: () => 'planned',
    children: ({ pages }): FlowChild[] => pages.map((page) => ({ type: 'page', input: { text: page } })),
    async run(_input, { children, attempt }) {
      const pages = await children.results(count)
      return { attempt, words: pages.map((page) => (page.state === 'success' ? page.result.words : 0)) }
    },
  }),
}
