import { expect, test } from 'vitest'
import { atPace } from './at-pace.ts'

/** A body that brings the chunks and then either ends, breaks or says nothing any more. */
function body(chunks: number[], then: 'end' | 'break' | 'silence') {
  const state = { cancelled: false }
  const sent = chunks.map((bytes) => new Uint8Array(bytes)).values()
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = sent.next()
      if (!done) controller.enqueue(value)
      else if (then === 'end') controller.close()
      else if (then === 'break') controller.error(new Error('aborted'))
      else return new Promise(() => {})
    },
    cancel() {
      state.cancelled = true
    },
  })
  return { stream, state }
}

async function bytesOf(stream: ReadableStream<Uint8Array>) {
  let bytes = 0
  for await (const chunk of atPace(stream, { windowMs: 50, minBytes: 100 })) bytes += chunk.byteLength
  return bytes
}

test('what comes in time is passed on', async () => {
  expect(await bytesOf(body([10, 500, 10], 'end').stream)).toBe(520)
})

test('a body that stops coming is given up', async () => {
  const { stream, state } = body([10], 'silence')
  await expect(bytesOf(stream)).rejects.toMatchObject({ code: 'body_timeout' })
  expect(state.cancelled).toBe(true)
})

test('a body that breaks off is nobody’s bug', async () => {
  await expect(bytesOf(body([10], 'break').stream)).rejects.toMatchObject({ code: 'body_incomplete' })
})

test('whoever stops reading cancels the body', async () => {
  const { stream, state } = body([10, 10, 10], 'silence')
  for await (const _chunk of atPace(stream)) break
  expect(state.cancelled).toBe(true)
})
