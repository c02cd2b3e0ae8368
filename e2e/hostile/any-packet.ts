import fc from 'fast-check'

const anyView = fc.oneof(
  fc.record({
    kind: fc.constant('jobs'),
    ids: fc.array(fc.oneof(fc.string(), fc.constant('rehearsal:j_x')), { maxLength: 5 }),
  }),
  fc.record({
    kind: fc.constant('board'),
    perState: fc.integer({ min: -1, max: 300 }),
    filter: fc.jsonValue({ maxDepth: 2 }),
  }),
  fc.record({ kind: fc.constant('job'), id: fc.string(), logs: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('ops', '__proto__', 'x') }),
  fc.jsonValue({ maxDepth: 3 }),
)
const anyWatch = fc.record(
  { watch: fc.oneof(fc.string(), fc.constant('w')), view: anyView, cursor: fc.jsonValue({ maxDepth: 3 }) },
  { requiredKeys: [] },
)
const anyEvent = fc
  .tuple(
    fc.constantFrom('watch', 'watch', 'unwatch', 'changes', 'x'),
    fc.oneof(anyWatch, fc.jsonValue({ maxDepth: 2 })),
    fc.nat(50),
  )
  .map(([event, argument, ack]) => `42${ack}${JSON.stringify([event, argument])}`)

/** A message of a client that speaks Socket.IO badly, or not at all. */
export const anyPacket: fc.Arbitrary<string | Buffer> = fc.oneof(
  { weight: 6, arbitrary: anyEvent },
  { weight: 2, arbitrary: fc.tuple(anyEvent, fc.nat(80)).map(([text, at]) => text.slice(0, at)) },
  { weight: 1, arbitrary: fc.tuple(fc.nat(9), fc.string()).map(([type, text]) => `4${type}${text}`) },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)) },
)
