import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { WatchAck } from '../../core/protocol.ts'
import { startWaybill } from '../start-waybill.ts'
import { expect, test } from '../waybill-test.ts'
import { bodyRows } from './body-rows.ts'
import { elsewhere, notYet } from './elsewhere.ts'
import { failuresIn } from './failures-in.ts'
import { fileRows } from './file-rows.ts'
import { raw, talk, withBody } from './raw-http.ts'
import { RawSocket } from './raw-socket.ts'
import { requestRows } from './request-rows.ts'
import { socketRows } from './socket-rows.ts'
import { storedRows } from './stored-rows.ts'

const httpRows = [...bodyRows, ...requestRows, ...fileRows]

/** Rows that have a test of their own below. */
const below = [49, 61, 68, 69, 70, 71, 76]

/** How many jobs there are, and files: what hostile input must not change. */
async function inventory(url: string, dataDir: string) {
  const socket = await RawSocket.open(url)
  socket.send('421["watch",{"watch":"count","view":{"kind":"board","perState":1}}]')
  const [answer]: [WatchAck] = JSON.parse((await socket.hears(/^431/)).slice(3))
  socket.close()
  const list = (folder: string) => readdir(join(dataDir, folder)).catch(() => [])
  return { counts: answer.ok ? answer.counts : answer, uploads: await list('uploads'), halves: await list('tmp') }
}

test.describe('what is sent to the server', () => {
  test.beforeAll(async ({ waybill }) => {
    // Let one job wait, so that there is something that could change.
    const body = '{"type":"rehearsal","input":{"title":"Stays"},"delayMs":86400000}'
    expect((await talk(waybill.url, withBody('/api/jobs', body))).status).toBe(202)
  })

  test('hostile requests get their own answer, and change nothing', async ({ waybill }) => {
    test.setTimeout(120_000)
    const before = await inventory(waybill.url, waybill.dataDir)
    for (const { row, what, send, status, code, options } of httpRows) {
      const answer = await talk(waybill.url, send, options)
      expect
        .soft([answer.status ?? 'closed', answer.code], `row ${row}: ${what}\n${answer.head}`)
        .toEqual([status, code])
    }
    expect(await inventory(waybill.url, waybill.dataDir)).toEqual(before)
    expect((await talk(waybill.url, raw('GET', '/api/ready'))).status).toBe(200)
    expect(failuresIn(waybill.logs())).toEqual([])
  })

  test('hostile packets get their own answer, harm only their own socket, and change nothing', async ({ waybill }) => {
    test.setTimeout(120_000)
    const before = await inventory(waybill.url, waybill.dataDir)
    const neighbour = await RawSocket.open(waybill.url)
    for (const { row, what, packets, outcome, join } of socketRows) {
      const socket = await RawSocket.open(waybill.url, { join })
      for (const packet of packets) socket.send(packet)
      const about = `row ${row}: ${what}`
      if (outcome === 'closed') expect.soft(await socket.isCutOff(), about).toBe(true)
      else if (outcome !== 'ignored') expect.soft(await heard(socket, outcome), about).toBe(true)
      if (outcome === 'ignored') {
        socket.send('429["watch",{"watch":"good","view":{"kind":"board","perState":1}}]')
        expect.soft(await heard(socket, /^439\[\{"ok":true/), about).toBe(true)
      }
      socket.close()
    }
    neighbour.send('429["watch",{"watch":"good","view":{"kind":"board","perState":1}}]')
    expect(await heard(neighbour, /^439\[\{"ok":true/)).toBe(true)
    neighbour.close()
    expect(await inventory(waybill.url, waybill.dataDir)).toEqual(before)
    expect(failuresIn(waybill.logs())).toEqual([])
  })

  test('row 61: a message in thousands of pieces costs nobody but its sender', async ({ waybill }) => {
    const socket = await RawSocket.open(waybill.url)
    socket.sendInPieces(`421["watch","${'x'.repeat(20_000)}"]`)
    expect((await talk(waybill.url, raw('GET', '/api/ready'))).status).toBe(200)
    socket.close()
  })

  test('rows 69, 70, 71: a file is never called what could lead somewhere', async ({ waybill }) => {
    const names = [
      ['../../etc/passwd', 'passwd'],
      ['..\\\\x', 'x'],
      ['C:\\x', 'x'],
      ['/abs', 'abs'],
      ['..', 'file'],
      ['%00', 'file'],
      ['a%0d%0aSet-Cookie: b', 'aSet-Cookie: b'],
      ['invoice.pdf%E2%80%AEexe', 'invoice.pdfexe'],
      ['e%CC%81%F0%9F%98%80.csv', 'é😀.csv'],
      [`${'x'.repeat(4_000)}.csv`, 'x'.repeat(200)],
    ]
    for (const [sent, shown] of names) {
      const answer = await talk(waybill.url, withBody('/api/uploads', 'x', [`X-File-Name: ${sent}`]))
      expect.soft([answer.status, /"name":"([^"]*)"/.exec(answer.body)?.[1]], sent).toEqual([201, shown])
      expect.soft(answer.body).toMatch(/"uploadId":"u_[a-z2-7]{26}"/)
    }
  })

  test('row 76: an upload that breaks off leaves nothing behind', async ({ waybill }) => {
    const { uploads } = await inventory(waybill.url, waybill.dataDir)
    const answer = await talk(waybill.url, withBody('/api/uploads', 'half', ['Content-Length: 5000']), {
      thenEnd: true,
    })
    expect([undefined, 400]).toContain(answer.status)
    await expect
      .poll(async () => inventory(waybill.url, waybill.dataDir))
      .toMatchObject({ uploads: expect.arrayContaining(uploads), halves: [] })
    expect(failuresIn(waybill.logs())).toEqual([])
  })
})

test('rows 49, 68: who takes more than a share is refused and told when to go on', async () => {
  const waybill = await startWaybill({ env: { WAYBILL_LIMITS: 'on' } })
  try {
    const body = '{"type":"rehearsal","input":{"title":"Many"},"delayMs":86400000}'
    // A machine that is busy with other tests may be told to wait; that is not counted.
    const answers = [await talk(waybill.url, withBody('/api/jobs', body))]
    while (answers.at(-1)?.status !== 429 && answers.length < 200) {
      answers.push(await talk(waybill.url, withBody('/api/jobs', body)))
    }
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(50)
    const refused = answers.at(-1)
    expect(refused?.code).toBe('too_many_requests')
    expect(refused?.head).toMatch(/Retry-After: \d+/i)
    expect(answers[0]?.head).toMatch(/^ratelimit-policy: "submit";q=50;w=100\r$/im)
    expect(answers[0]?.head).toMatch(/^ratelimit: "submit";r=49;t=100\r$/im)
    expect(refused?.head).toMatch(/^ratelimit: "submit";r=0;t=\d+\r$/im)
    const flood = await Promise.all(Array.from({ length: 200 }, () => talk(waybill.url, withBody('/api/jobs', body))))
    expect(new Set(flood.map(({ status }) => status)).has(202)).toBe(false)
    const opened: RawSocket[] = []
    for (let i = 0; i < 30; i += 1) opened.push(await RawSocket.open(waybill.url))
    await expect(RawSocket.open(waybill.url)).rejects.toThrow()
    for (const socket of opened) socket.close()
  } finally {
    await waybill.stop()
  }
})

test('every row of the list is sent, is sent by another test, or says what it waits for', () => {
  const sent = [...httpRows, ...socketRows, ...storedRows].map(({ row }) => row)
  const waiting = notYet.flatMap(({ rows }) => rows)
  const all = new Set([...sent, ...below, ...Object.values(elsewhere).flat(), ...waiting])
  expect([...all].sort((a, b) => a - b)).toEqual(Array.from({ length: 113 }, (_, i) => i + 1))
  for (const file of Object.keys(elsewhere)) expect(existsSync(file), file).toBe(true)
  expect(waiting.filter((row) => sent.includes(row))).toEqual([])
  test.info().annotations.push({ type: 'rows that wait', description: String(waiting.length) })
})

const heard = (socket: RawSocket, pattern: RegExp) =>
  socket.hears(pattern).then(
    () => true,
    (error) => String(error),
  )
