import { Redis } from 'ioredis'

/** What Redis says of itself, now. */
export interface RedisFigures {
  commands: number
  cpuSeconds: number
  connections: number
}

/** Reads Redis' own counters. What it asks itself is far less than what is measured. */
export class RedisMeter {
  readonly #redis: Redis

  constructor(url: string) {
    this.#redis = new Redis(url)
  }

  async read(): Promise<RedisFigures> {
    const info = await this.#redis.info()
    const figure = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1])
    return {
      commands: figure('total_commands_processed'),
      cpuSeconds: figure('used_cpu_user') + figure('used_cpu_sys'),
      connections: figure('connected_clients'),
    }
  }

  close(): void {
    this.#redis.disconnect()
  }
}
