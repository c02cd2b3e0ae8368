import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { hashPassword } from '../../scripts/launcher/hash-password.mjs'
import { connectEmbeddedRedis } from '../embedded-redis.ts'
import { type StartedWaybill, startWaybill } from '../start-waybill.ts'
import { people, roles, type Secret, type Who } from './may-see.ts'
import { Person } from './person.ts'

const password = 'the same for everybody'
const tomorrow = 86_400_000
const once = { steps: 1, stepMs: 0 }

/** A Waybill with people and jobs of every kind, each of which holds text that is found nowhere else. */
export class World {
  readonly secrets: Secret[] = []
  readonly jobs: { id: string; owner: Who | undefined }[] = []
  readonly uploads: { id: string; owner: Who }[] = []
  private readonly sessions = new Map<Who, Person>()
  private made = 0

  private constructor(
    readonly waybill: StartedWaybill,
    readonly redis: Redis,
    /** Of the password; another one of the same would end all sessions. */
    private readonly record: string,
  ) {}

  static async start(): Promise<World> {
    const waybill = await startWaybill({ env: { WAYBILL_AUTH: 'password' }, readyWithinMs: 120_000 })
    const redis = await connectEmbeddedRedis(waybill.dataDir)
    const world = new World(waybill, redis, await hashPassword(password))
    await world.writeUsers(people.filter((who) => who !== 'nobody'))
    for (const who of people) {
      const person = new Person(waybill.url)
      if (who !== 'nobody') await person.signIn(who, password)
      world.sessions.set(who, person)
    }
    for (const who of ['ada', 'bob', 'cy'] as const) await world.fillFor(who)
    await world.fillForNobody()
    return world
  }

  as(who: Who): Person {
    const person = this.sessions.get(who)
    if (!person) throw new Error(`${who} has no session.`)
    return person
  }

  async writeUsers(names: readonly Who[]): Promise<void> {
    const roleOf = (name: Who) => (roles[name] === 'revoked' ? 'submitter' : roles[name])
    const users = names.map((name) => ({ name, role: roleOf(name), password: this.record }))
    await writeFile(join(this.waybill.dataDir, 'users.json'), JSON.stringify({ v: 1, users }))
  }

  secret(owner: Who | undefined, more: Partial<Secret> = {}): string {
    this.made += 1
    const text = `zq${this.made}x${Math.random().toString(36).slice(2, 12)}`
    this.secrets.push({ text, owner, ...more })
    return text
  }

  /** Takes note of a job that was made. */
  own(id: string, owner: Who | undefined, more: Partial<Secret> = {}): string {
    this.jobs.push({ id, owner })
    this.secrets.push({ text: id.slice(id.indexOf(':') + 1), owner, ...more })
    return id
  }

  async close(): Promise<void> {
    this.redis.disconnect()
    await this.waybill.stop()
  }

  /** A job that does its work at once, with lines in its log. */
  async run(who: Who, input: object = {}): Promise<string> {
    const title = this.secret(who)
    const data = { type: 'rehearsal', input: { title, ...once, logLines: 3, ...input }, tags: [title] }
    return this.own((await this.as(who).made('/api/jobs', data)).id, who)
  }

  async ended(id: string): Promise<void> {
    const path = `/api/jobs/${encodeURIComponent(id)}`
    const state = async () => JSON.parse((await this.as('root').ask('GET', path)).body).state
    await expect.poll(state, { timeout: 20_000, message: id }).toMatch(/success|failure/)
  }

  private async fillFor(who: Who): Promise<void> {
    const person = this.as(who)
    const waiting = (title: string) => ({ type: 'rehearsal', input: { title, ...once }, delayMs: tomorrow })
    const title = () => this.secret(who)
    // One key for all of them: each must get a job of their own.
    this.own((await person.made('/api/jobs', waiting(title()), { 'Idempotency-Key': 'the-same' })).id, who)
    const flow = await person.made('/api/flows', { ...waiting(title()), children: [waiting(title())] })
    this.own(flow.id, who)
    this.own(flow.children[0].id, who)
    await this.addForeignChild(flow.id)
    const reports = [await this.report(who), await this.report(who)]
    const failed = await this.run(who, { failAtStep: 1, retryable: false })
    for (const id of [...reports, failed]) await this.ended(id)
    const again = { input: { title: title(), ...once } }
    const path = `/api/jobs/${encodeURIComponent(failed)}/retry`
    this.own((await person.made(path, again)).id, who)
    const theirs = { input: { title: this.secret('olga'), ...once } }
    const alsoTold = { who, why: 'A job names those that repeat it. The id alone opens nothing.' }
    this.own((await this.as('olga').made(path, theirs)).id, 'olga', { alsoTold })
    await this.expire(reports[1] ?? '')
    await this.upload(who)
  }

  private async upload(who: Who): Promise<string> {
    const content = `name,${this.secret(who, { isContent: true })}\na,b\n`
    const headers = { 'X-File-Name': `${this.secret(who)}.csv` }
    const { uploadId } = await this.as(who).made('/api/uploads', content, headers)
    this.uploads.push({ id: uploadId, owner: who })
    return uploadId
  }

  private async report(who: Who): Promise<string> {
    const uploadId = await this.upload(who)
    const data = { type: 'csv-report', input: { file: { uploadId } } }
    return this.own((await this.as(who).made('/api/jobs', data)).id, who)
  }

  /** Jobs that nobody can prove to have submitted. */
  private async fillForNobody(): Promise<void> {
    const [own] = this.jobs.filter(({ owner }) => owner === 'ada')
    const { waybill } = JSON.parse((await this.redis.hget(`bull:${own?.id}`, 'opts')) ?? '{}')
    const meta = () => ({ ...waybill, label: this.secret(undefined), tags: [this.secret(undefined)] })
    await this.addForeign({ waybill: { ...meta(), owner: undefined } })
    await this.addForeign({ waybill: { ...meta(), owner: { id: 'user:ada', mac: 'A'.repeat(43) } } })
    // A true mark, of another job.
    await this.addForeign({ waybill: meta() })
    const root = this.as('root')
    const schedule = { name: this.secret(undefined), type: 'rehearsal', everyMs: tomorrow }
    const { id } = await root.made('/api/schedules', { ...schedule, input: { title: this.secret(undefined), ...once } })
    this.own(((await root.made(`/api/schedules/${id}/run`, {})) as { id: string }).id, 'root')
  }

  private addForeignChild = (parent: string) =>
    this.addForeign({ parent: { id: parent.slice(parent.indexOf(':') + 1), queue: 'bull:rehearsal' } })

  private async addForeign(options: object): Promise<void> {
    const queue = new Queue('rehearsal', { connection: this.redis })
    const jobId = this.secret(undefined)
    await queue.add('rehearsal', { title: this.secret(undefined) }, { jobId, delay: tomorrow, ...options })
    this.own(`rehearsal:${jobId}`, undefined)
  }

  /** Makes a finished job one of a type that is kept for a second only, and waits until it is gone. */
  private async expire(id: string): Promise<void> {
    const key = `bull:${id}`
    const opts = JSON.parse((await this.redis.hget(key, 'opts')) ?? '{}')
    opts.waybill.keep = { success: 1, failure: 1 }
    const [queue = '', ...rest] = id.split(':')
    await this.redis
      .multi()
      .hset(key, 'opts', JSON.stringify(opts))
      .zrem(`waybill:{bull:${queue}}:bull:${queue}:due`, rest.join(':'))
      .exec()
    await expect.poll(() => this.redis.exists(key), { timeout: 20_000 }).toBe(0)
  }
}
