/** One thing somebody may say on a socket. Every one is followed by a good `watch` on the same socket. */
export interface SocketRow {
  row: number
  what: string
  packets: readonly (string | Buffer)[]
  /** What is heard in answer; `closed`: the connection is ended instead; `ignored`: the good watch after it is answered. */
  outcome: RegExp | 'closed' | 'ignored'
  /** Whether the namespace is joined before. */
  join?: boolean
}

const watch = (row: number, what: string, request: unknown, outcome: SocketRow['outcome']): SocketRow => ({
  ...{ row, what, packets: [`421["watch",${JSON.stringify(request)}]`], outcome },
})
const says = (row: number, what: string, packet: string | Buffer, outcome: SocketRow['outcome']): SocketRow => ({
  ...{ row, what, packets: [packet], outcome },
})
const jobs = (ids: unknown) => ({ watch: 'w', view: { kind: 'jobs', ids } })
const refused = /^431\[\{"ok":false,"code":"bad_request"/
const unknown = /^431\[\{"ok":false,"code":"unknown_event"/
const snapshot = /^431\[\{"ok":true,"mode":"snapshot"/
const nothingThere = /^431\[\{"ok":true,"mode":"snapshot".*"jobs":\[\]/
const board = { watch: 'w', view: { kind: 'board', perState: 1 } }
const cursors = ['$', -1, '+', {}, { epoch: 'x', streams: { mail: '$' } }, { epoch: 'other', streams: { mail: '0-0' } }]
const future = { epoch: 'x', streams: { rehearsal: '99999999999999-0' } }

export const socketRows: readonly SocketRow[] = [
  ...['/admin', '/__proto__', '/constructor'].map(
    (name): SocketRow => ({
      row: 57,
      what: `the namespace ${name}`,
      packets: [`40${name},`],
      outcome: /^44.*Invalid namespace/,
      join: false,
    }),
  ),
  { row: 57, what: 'an event before any namespace', packets: ['42["watch"]'], outcome: 'closed', join: false },
  ...['hello', 'error', '__proto__', 'constructor', 'x'.repeat(1_000)].map((name) =>
    says(58, `the event ${name.slice(0, 20)}`, `421[${JSON.stringify(name)},{}]`, unknown),
  ),
  ...['disconnect', 'connect', 'newListener'].map((name) => says(58, `the event ${name}`, `421["${name}"]`, 'closed')),
  { row: 58, what: 'three unknown events', packets: ['42["a"]', '42["b"]', '42["c"]'], outcome: 'closed' },
  says(58, 'an event that is a number', '421[5]', unknown),
  says(58, 'the name of an event without end', `421["${'x'.repeat(2 ** 20)}"]`, 'closed'),
  says(59, 'half a binary packet', '451-["watch",{"_placeholder":true,"num":0}]', 'closed'),
  says(59, 'binary parts without number', '45999999-["watch"]', 'closed'),
  says(59, 'no binary parts', '450-["watch"]', 'closed'),
  says(59, 'bytes', Buffer.from([4, 50, 91, 93]), 'closed'),
  says(60, 'a packet above the limit', `421["watch","${'x'.repeat(70 * 1024)}"]`, 'closed'),
  says(60, 'no packet', 'x', 'closed'),
  says(60, 'no JSON', '421["watch",', 'closed'),
  watch(62, 'ten thousand jobs', jobs(Array.from({ length: 10_001 }, () => 'mail:1')), 'closed'),
  watch(62, 'a thousand and one jobs', jobs(Array.from({ length: 1_001 }, () => 'm:1')), refused),
  ...[[5], [['mail:1']], [{}], [null], 'mail:1', {}, []].map((ids) =>
    watch(62, `the jobs ${JSON.stringify(ids)}`, jobs(ids), refused),
  ),
  ...['nobodys:1', '__proto__:1', `${'x'.repeat(200)}:1`].map((id) =>
    watch(109, `a job of the queue ${id.slice(0, 20)}`, { watch: 'w', view: { kind: 'job', id } }, nothingThere),
  ),
  watch(62, 'a view nobody knows', { watch: 'w', view: { kind: '__proto__' } }, refused),
  watch(62, 'more fields than there are', { ...board, all: true }, refused),
  watch(62, 'nothing', null, refused),
  watch(62, 'no name', { view: board.view }, refused),
  says(62, 'a prototype', '421["watch",{"watch":"w","__proto__":{"a":1}}]', 'closed'),
  says(62, 'lists without end', `421["watch",${'['.repeat(10_000)}${']'.repeat(10_000)}]`, 'closed'),
  says(62, 'half a character', '421["watch",{"watch":"\\ud800"}]', 'closed'),
  ...[...cursors, future].map((cursor) =>
    watch(64, `the cursor ${JSON.stringify(cursor)}`, { ...board, cursor }, snapshot),
  ),
  says(65, 'a watch without an answer', `42["watch",${JSON.stringify(board)}]`, 'ignored'),
  says(65, 'an answer to what was not asked', '431[{"ok":true}]', 'ignored'),
  says(65, 'an answer to be given twice', `421["watch",${JSON.stringify(board)},{"ack":true}]`, 'ignored'),
  {
    row: 66,
    what: 'a thousand watches at once',
    packets: Array.from({ length: 1_000 }, () => `421["watch",${JSON.stringify(board)}]`),
    outcome: 'closed',
  },
  {
    row: 66,
    what: 'two messages too many',
    packets: Array.from({ length: 60 }, () => '421["unwatch",{"watch":"w"}]'),
    outcome: /^431\[\{"ok":false,"code":"too_fast"/,
  },
  ...['changes', 'mark', 'reset'].map((name) => says(67, `our own event ${name}`, `421["${name}",{}]`, unknown)),
]
