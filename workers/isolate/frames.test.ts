import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFrameReader, frameOf } from './frames.ts'

test('messages come out as they went in, however the bytes are cut', () => {
  const message = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.record({ text: fc.string({ maxLength: 5_000 }), at: fc.date() }),
  )
  fc.assert(
    fc.property(
      fc.array(message, { maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1 }),
      (sent, cuts) => {
        const heard: unknown[] = []
        const read = createFrameReader((each) => heard.push(each))
        const bytes = Buffer.concat(sent.map(frameOf))
        for (let from = 0, cut = 0; from < bytes.length; cut += 1) {
          const to = from + (cuts[cut % cuts.length] ?? 1)
          read(bytes.subarray(from, to))
          from = to
        }
        expect(heard).toEqual(sent)
      },
    ),
  )
})

test('what is no message is not taken for one', () => {
  const read = createFrameReader(() => {})
  expect(() => read(Buffer.from([4, 0, 0, 0, 1, 2, 3, 4]))).toThrow()
})
