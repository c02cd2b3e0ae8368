import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { Redis } from 'ioredis'
import { onTestFinished } from 'vitest'
import { connectRedis, type RedisPurpose, redisReady } from '#server/redis.ts'
import { freePort } from './free-port.ts'
import { quietLog, testConnection, testFolder } from './test-redis.ts'

/** A redis-server of one test: it may be killed, paused, flushed and started again on the same port and folder. */
export interface PrivateRedis {
  readonly url: string
  readonly port: number
  /** Starts it again after `kill`. */
  start(): Promise<void>
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  /** Stops it from doing anything, without closing a connection, until `resume`. */
  pause(): void
  resume(): void
  /** A connection that is closed when the test ends. */
  connect(purpose?: RedisPurpose): Promise<Redis>
}

/** Starts a redis-server of the same program as the test run's own; it keeps nothing unless `settings` say so. */
export async function startRedis(settings: readonly string[] = [], password = ''): Promise<PrivateRedis> {
  const command = await program()
  const dir = await testFolder()
  const port = await freePort()
  const fixed = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--requirepass', password]
  const url = `redis://${password && `:${encodeURIComponent(password)}@`}127.0.0.1:${port}`
  let server: ChildProcess | undefined

  async function connect(purpose: RedisPurpose = 'commands') {
    const redis = connectRedis(url, purpose, quietLog)
    onTestFinished(() => redis.disconnect())
    await redisReady(redis)
    return redis
  }
  async function kill() {
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const exited = once(server, 'exit')
    server.kill('SIGKILL')
    await exited
  }
  const pause = () => void server?.kill('SIGSTOP')
  const resume = () => void server?.kill('SIGCONT')
  async function start() {
    server = spawn(command, [...fixed, ...settings], { stdio: 'ignore' })
    const ended = once(server, 'exit').then(([code]) => {
      throw new Error(`The redis-server of the test ended with code ${code} before it answered.`)
    })
    ended.catch(() => {}) // it is to end with the test
    const redis = connectRedis(url, 'commands', quietLog)
    await Promise.race([redisReady(redis), ended]).finally(() => redis.disconnect())
  }
  onTestFinished(kill)
  await start()
  return { url, port, start, kill, pause, resume, connect }
}

/** The program the test run's Redis is an instance of. */
async function program(): Promise<string> {
  const redis = await testConnection()
  const command = /^executable:(.+?)\r?$/m.exec(await redis.info('server'))?.[1]
  if (!command) throw new Error('The Redis of the tests does not tell which program it is, so none can be started.')
  // A server that was started by its bare name puts its folder before it, whether it lies there or not.
  return existsSync(command) ? command : basename(command)
}
