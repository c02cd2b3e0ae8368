import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keptLogLines, type LogEntry } from '#core/log-line.ts'
import { createLogWriter, type LogWriterOptions } from './write-log.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 5_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

function writer(over: Partial<LogWriterOptions> = {}) {
  const batches: LogEntry[][] = []
  const dropped: unknown[] = []
  const made = createLogWriter({
    append: async (lines) => void batches.push([...lines]),
    onDropped: (error) => void dropped.push(error),
    ...over,
  })
  return { ...made, batches, dropped, texts: () => batches.flat().map((line) => line.text) }
}

const passed = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('lines are gathered and appended in order, with their time and their level', async () => {
  const { log, batches } = writer()
  log('one')
  log.warn('two')
  await passed(50)
  log.error('three')
  log.info('four')
  await passed(50)
  expect(batches).toEqual([
    [
      { at: 5_000, level: 'info', text: 'one' },
      { at: 5_000, level: 'warn', text: 'two' },
      { at: 5_050, level: 'error', text: 'three' },
      { at: 5_050, level: 'info', text: 'four' },
    ],
  ])
  expect(vi.getTimerCount()).toBe(0)
})

test('a flush appends what waits and leaves no timer behind', async () => {
  const { log, flush, texts } = writer()
  log('one')
  await flush()
  log('two')
  await flush()
  expect(texts()).toEqual(['one', 'two'])
  expect(vi.getTimerCount()).toBe(0)
})

test('a flush waits for the append on its way and appends what came meanwhile', async () => {
  const written: string[] = []
  const append = async (lines: readonly LogEntry[]) => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    written.push(...lines.map((line) => line.text))
  }
  const { log, flush } = writer({ append })
  log('one')
  await passed(100)
  log('two')
  const flushed = flush()
  await passed(1_000)
  await flushed
  expect(written).toEqual(['one', 'two'])
})

test('[G13] of a flood the last lines are kept, and it is told how many there were before them', async () => {
  const counts: number[] = []
  const written: string[] = []
  const append = async (lines: readonly LogEntry[], skipped: number) => {
    counts.push(skipped)
    written.push(...lines.map((line) => line.text))
  }
  const { log, flush } = writer({ append })
  for (let i = 0; i < 5 * keptLogLines + 7; i += 1) log(String(i))
  await flush()
  expect(written).toHaveLength(keptLogLines)
  expect(written.at(-1)).toBe(String(5 * keptLogLines + 6))
  log('after')
  await flush()
  expect(counts).toEqual([4 * keptLogLines + 7, 0])
})

test('[G13] while an append hangs no second one is begun, and what gathers is bounded', async () => {
  let release = () => {}
  const appended: number[] = []
  const append = async (lines: readonly LogEntry[]) => {
    appended.push(lines.length)
    if (appended.length === 1) await new Promise<void>((resolve) => (release = resolve))
  }
  const { log, flush } = writer({ append })
  log('first')
  for (let i = 0; i < 20; i += 1) {
    for (let n = 0; n < keptLogLines / 2; n += 1) log('x')
    await passed(200)
  }
  expect(appended).toHaveLength(1)
  release()
  await flush()
  expect(appended.reduce((sum, n) => sum + n)).toBeLessThanOrEqual(keptLogLines / 2 + 1 + keptLogLines)
})

test.each([
  ['rejects', () => Promise.reject(new Error('Redis is away.'))],
  [
    'throws',
    () => {
      throw new Error('Redis is away.')
    },
  ],
])('[G13] an append that %s is counted and harms nothing', async (_how, append) => {
  const { log, flush, dropped } = writer({ append })
  log('one')
  await flush()
  log('two')
  await flush()
  expect(dropped).toHaveLength(2)
})

test.each<[string, unknown, string]>([
  ['plain text', 'plain', 'plain'],
  ['a colour', '\u001b[31mred\u001b[0m', 'red'],
  ['line ends', 'a\r\nb\rc', 'a\nb\nc'],
  ['tabs', 'a\tb\nc', 'a\tb\nc'],
  ['control characters', 'over\b\b\u0007write\u0000', 'overwrite'],
  ['half a sequence', '\u001b', ''],
  ['undefined', undefined, 'undefined'],
  ['a BigInt', 10n, '10'],
  ['an object without methods', Object.create(null), 'a value that cannot be shown'],
])('[G13] a line of %s harms neither job nor reader', async (_what, line, text) => {
  const { log, flush, texts } = writer()
  expect(() => log(line as never)).not.toThrow()
  await flush()
  expect(texts()).toEqual([text])
})

test('a long line is cut, in letters of any length', async () => {
  const { log, flush, texts } = writer()
  for (const letter of ['x', 'ü', '😀']) log(letter.repeat(1_000_000))
  await flush()
  for (const text of texts()) {
    expect(Buffer.byteLength(text)).toBeLessThan(8 * 1024 + 10)
    expect(text.endsWith('…')).toBe(true)
  }
})

test('lines that were gathered elsewhere keep their times, and a hole before them takes along what waits', async () => {
  const skips: number[] = []
  const append = async (_lines: readonly LogEntry[], skipped: number) => void skips.push(skipped)
  const { add, log, flush } = writer({ append })
  const { add: addKept, batches, flush: flushKept } = writer()
  addKept([{ at: 7, level: 'warn', text: 'then' }], 0)
  await flushKept()
  expect(batches).toEqual([[{ at: 7, level: 'warn', text: 'then' }]])
  log('before the hole')
  add([{ at: 8, level: 'info', text: 'behind it' }], 5)
  await flush()
  expect(skips).toEqual([6])
})
