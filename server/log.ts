import { type Logger, pino } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

/** JSON lines on standard output; an error keeps its stack and its cause. */
export const createLog = (name: string, level: string): Logger => pino({ name, level, base: { pid: process.pid } })
