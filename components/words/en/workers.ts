import { counted } from './counted.ts'

/** The page of the workers and queues. */
export const workers = {
  title: 'Workers',
  online: (count: string) => `${count} online`,
  noRedis: 'The server does not hear from Redis. What you see is what was last known.',
  unknown: 'It is not known at the moment which workers are online.',
  none: {
    title: 'No worker is online',
    text: 'Jobs are taken and wait in line; nothing is lost. They begin as soon as a worker is there.',
    start:
      'Start one with {worker} where the same REDIS_URL is set, or {all} for all in one. If one should be running already, its log says why it is not.',
  },
  more: (count: string) => `and ${count} more`,
  card: {
    process: (pid: number) => `process ${pid}`,
    version: (version: string) => `Waybill ${version}`,
    up: 'up {span}',
    heard: 'Last sign of life',
    ago: '{span} ago',
    idle: 'Runs nothing at the moment.',
    jobs: (host: string, pid: number) => `Jobs on ${host}, process ${pid}`,
    takes: (types: readonly string[]) => `Takes ${types.join(', ')}`,
    atATime: (type: string, count: string) => `${type} × ${count}`,
    progressOf: (label: string) => `Progress of ${label}`,
  },
  lost: {
    title: 'Lost in the last day',
    text: 'Fell silent without a word: killed, out of memory, or cut off from Redis.',
    lastHeard: 'last heard {time}',
    heldNone: 'It held no job.',
    held: 'Jobs it held',
    runsAgain: 'runs again in a moment',
  },
  queues: {
    title: 'Queues',
    queue: 'Queue',
    firstInLine: 'First in line',
    atATime: 'At a time',
    waits: 'waits {span}',
    paused: 'Paused',
    foreign: 'Another program’s, only watched',
    pause: 'Pause',
    pauseOf: (name: string) => `Pause ${name}`,
    resume: 'Resume',
    resuming: 'Resuming…',
  },
  room: {
    noWorker: 'no worker takes it',
    onWorkers: (room: string, count: string, n: number) => `${room} on ${counted(count, n, 'worker', 'workers')}`,
    inAll: (most: string) => `at most ${most} in all`,
    rate: (most: string, span: string) => `${most} in ${span}`,
    list: (parts: readonly string[]) => parts.join(', '),
  },
  pause: {
    title: (name: string) => `Pause “${name}”?`,
    text: 'No worker begins a job of {queue} until it is resumed.',
    running: (count: string, n: number) =>
      n === 1 ? 'The one that runs goes on to its end.' : `The ${count} that run go on to their end.`,
    waiting: (count: string, n: number) => `${counted(count, n, 'job waits', 'jobs wait')} in line, and new ones join.`,
    waitingNone: 'New ones wait in line.',
    foreign:
      'This queue belongs to another program. Its workers stop as well, and Waybill writes to it only because you ask.',
    keep: 'Keep it running',
    confirm: (name: string) => `Pause ${name}`,
    pausing: 'Pausing…',
  },
}
