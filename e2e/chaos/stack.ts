import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#server/testing/free-port.ts'
import { writeToken } from '../credentials.ts'
import { ChaosProcess } from './chaos-process.ts'
import { type PrivateRedis, startPrivateRedis } from './private-redis.ts'
import { TcpProxy } from './tcp-proxy.ts'

/** One process of the product and the ways that lead to and from it. */
export interface StackNode {
  process: ChaosProcess
  toRedis: TcpProxy
}

export interface WebNode extends StackNode {
  /** Past the proxy. */
  directUrl: string
  /** How browsers and programs reach it. */
  url: string
  fromBrowsers: TcpProxy
}

export interface StackOptions {
  /** Folder of the project, with its build. */
  root: string
  redisCommand: string
  webs?: number
  workers?: number
  respawnWorkers?: boolean
  /** The bundle of the web process; that of the build when not given. */
  webProgram?: string
}

/** The whole product in real processes, with a proxy on every way. Everything it started ends with `close()`. */
export class Stack {
  readonly webs: WebNode[] = []
  readonly workers: StackNode[] = []
  readonly #dir: string
  // Ended from outside, not even a paused process may stay behind.
  readonly #killAll = () => {
    for (const process of this.processes) void process.kill()
  }

  private constructor(
    dir: string,
    readonly redis: PrivateRedis,
  ) {
    this.#dir = dir
    process.once('exit', this.#killAll)
  }

  static async start(options: StackOptions): Promise<Stack> {
    const dir = await mkdtemp(join(tmpdir(), 'waybill-chaos-'))
    await writeToken(join(dir, 'data'))
    const stack = new Stack(dir, await startPrivateRedis(join(dir, 'redis'), options.redisCommand))
    try {
      const { webs = 2, workers = 2 } = options
      const started = Array.from({ length: webs }, (_, i) => stack.#startWeb(`web ${i + 1}`, options))
      started.push(...Array.from({ length: workers }, (_, i) => stack.#startWorker(`worker ${i + 1}`, options)))
      await Promise.all(started)
      return stack
    } catch (error) {
      await stack.close()
      throw error
    }
  }

  get processes(): ChaosProcess[] {
    return [this.redis, ...this.webs, ...this.workers].map((node) => node.process)
  }

  /** A web node that runs and reaches Redis, past all proxies of browsers. */
  get healthyWeb(): WebNode {
    const node = this.webs.find((web) => web.process.isHealthy)
    if (!node) throw new Error('No web process runs: heal one before asking it.')
    return node
  }

  heal(): void {
    for (const { toRedis } of [...this.webs, ...this.workers]) toRedis.set()
    for (const { fromBrowsers } of this.webs) fromBrowsers.set()
    for (const process of this.processes) if (process.isRunning && !process.isHealthy) process.resume()
  }

  async close(): Promise<void> {
    process.off('exit', this.#killAll)
    await Promise.all([...this.webs, ...this.workers].map((node) => node.process.kill()))
    const proxies = [...this.webs, ...this.workers].map((node) => node.toRedis)
    await Promise.all([...proxies, ...this.webs.map((web) => web.fromBrowsers)].map((proxy) => proxy.close()))
    await this.redis.close()
    await rm(this.#dir, { recursive: true, force: true })
  }

  async #startWeb(name: string, { root, webProgram = join(root, 'dist/web.mjs') }: StackOptions): Promise<void> {
    const toRedis = await TcpProxy.open(this.redis.port)
    const port = await freePort()
    const fromBrowsers = await TcpProxy.open(port)
    const node = this.#process(name, { root, program: webProgram, role: 'web', redisPort: toRedis.port, port })
    const [directUrl, url] = [port, fromBrowsers.port].map((at) => `http://127.0.0.1:${at}`) as [string, string]
    this.webs.push({ process: node, toRedis, fromBrowsers, directUrl, url })
    await node.start()
  }

  async #startWorker(name: string, { root, respawnWorkers }: StackOptions): Promise<void> {
    const toRedis = await TcpProxy.open(this.redis.port)
    const program = join(root, 'dist/worker.mjs')
    const node = this.#process(name, {
      root,
      program,
      role: 'worker',
      redisPort: toRedis.port,
      respawn: respawnWorkers,
    })
    this.workers.push({ process: node, toRedis })
    await node.start()
  }

  #process(name: string, how: NodeSettings): ChaosProcess {
    const env = {
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      REDIS_URL: `redis://127.0.0.1:${how.redisPort}`,
      WAYBILL_DATA_DIR: join(this.#dir, 'data'),
      WAYBILL_ROLE: how.role,
      HOST: '127.0.0.1',
      PORT: String(how.port ?? 3000),
    }
    const args = ['--enable-source-maps', how.program]
    return new ChaosProcess({ name, command: process.execPath, args, env, cwd: how.root, respawn: how.respawn })
  }
}

interface NodeSettings {
  root: string
  program: string
  role: 'web' | 'worker'
  redisPort: number
  port?: number
  respawn?: boolean
}
